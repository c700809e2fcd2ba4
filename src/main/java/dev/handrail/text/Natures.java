package dev.handrail.text;

import dev.handrail.text.Statement.Nature;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a statement can do, from its words with quotes and comments taken out. Unknown words count as a change. */
final class Natures {
    private static final Set<String> READING = Set.of("select", "show", "values", "table", "explain", "fetch");
    private static final Set<String> TRANSACTION = Set.of(
            "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "prepare transaction");
    private static final Pattern WRITING = Pattern.compile("\\b(insert|update|delete|merge|into)\\b");
    private static final Pattern OUTSIDE = Pattern.compile("^(vacuum\\b|create (unique )?index concurrently"
            + "|drop index concurrently|reindex\\b.*\\bconcurrently|reindex (database|system)\\b"
            + "|create database|drop database|create tablespace|drop tablespace|alter system"
            + "|alter table .* detach partition .* concurrently|cluster$|create subscription|drop subscription).*");
    private static final Pattern DESTROYING = Pattern.compile(
            "^(drop|truncate)\\b.*|^alter (table|foreign table|type|domain)\\b.*\\bdrop\\s+(column\\b|attribute\\b|if\\b)?.*");
    /** What ALTER … DROP takes away without losing rows: it can be made again. */
    private static final Pattern HARMLESS_DROP =
            Pattern.compile("\\bdrop\\s+(not\\s+null|default|constraint|identity|expression)\\b");

    private Natures() {}

    static Nature of(String bare) {
        String words = bare.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
        String first = words.split("[ (;]", 2)[0];
        if (TRANSACTION.contains(first) && !words.startsWith("end if")) {
            return Nature.CONTROLS_TRANSACTION;
        }
        if (OUTSIDE.matcher(words).matches()) {
            return words.startsWith("drop") ? Nature.OUTSIDE_TRANSACTION_DESTROYS : Nature.OUTSIDE_TRANSACTION;
        }
        boolean with = first.equals("with");
        if (READING.contains(first) || with) {
            if (!WRITING.matcher(words).find()) {
                return first.equals("explain") && words.contains("analyze") ? Nature.CHANGES : Nature.READS;
            }
        }
        return destroys(words) ? Nature.DESTROYS : Nature.CHANGES;
    }

    private static boolean destroys(String words) {
        if (DESTROYING.matcher(HARMLESS_DROP.matcher(words).replaceAll(" ")).matches()) {
            return true;
        }
        boolean rewrites = words.startsWith("update ") || words.startsWith("delete ");
        return rewrites && !words.contains(" where ");
    }
}
