package dev.handrail.text;

import dev.handrail.text.Statement.Nature;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a statement can do, from its words with quotes and comments taken out. Unknown words count as a change. */
final class Natures {
    private static final Set<String> READING = Set.of("select", "show", "values", "table", "fetch", "with");
    private static final Set<String> TRANSACTION =
            Set.of("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release");
    private static final Pattern WRITING = Pattern.compile("\\b(insert|update|delete|merge|into)\\b");
    private static final Pattern OUTSIDE = Pattern.compile("(vacuum\\b|create (unique )?index concurrently\\b"
            + "|drop index concurrently\\b|reindex\\b.*\\bconcurrently\\b|reindex (\\(.*\\) ?)?(database|system|schema)\\b"
            + "|(create|drop) (database|tablespace)\\b|alter database .*\\bset tablespace\\b|alter system\\b"
            + "|alter table .*\\bdetach partition\\b.* concurrently\\b|cluster( ?\\(.*\\)| verbose)?$|discard all\\b"
            + "|(create|drop) subscription\\b|alter subscription\\b.* (refresh|(set|add|drop) publication)\\b).*");
    private static final Pattern EXPLAIN = Pattern.compile("explain (\\([^)]*\\) ?|(analy[sz]e|verbose) )*");

    private Natures() {}

    /** The words of a statement in lower case, one blank between them. */
    static String words(CharSequence bare) {
        StringBuilder words = new StringBuilder(bare.length());
        for (int at = 0; at < bare.length(); at++) {
            char c = bare.charAt(at);
            if (!Lexeme.space(c)) {
                words.append(c);
            } else if (at == 0 || !Lexeme.space(bare.charAt(at - 1))) {
                words.append(' ');
            }
        }
        return words.toString().toLowerCase(Locale.ROOT).strip();
    }

    /** The word that stands at {@code from}; empty where none does. */
    static String word(String words, int from) {
        int end = from;
        while (end < words.length()
                && (words.charAt(end) >= 'a' && words.charAt(end) <= 'z' || words.charAt(end) == '_')) {
            end++;
        }
        return words.substring(from, end);
    }

    private static String opened(String words) {
        int at = 0;
        while (at < words.length() && (words.charAt(at) == '(' || words.charAt(at) == ' ')) {
            at++;
        }
        return word(words, at);
    }

    static Nature of(String words) {
        if (READING.contains(opened(words)) && !writes(words)) {
            return Nature.READS;
        }
        String first = word(words, 0);
        if (TRANSACTION.contains(first) || words.startsWith("prepare transaction")) {
            return Nature.CONTROLS_TRANSACTION;
        }
        if (OUTSIDE.matcher(words).matches()) {
            return first.equals("drop") ? Nature.OUTSIDE_TRANSACTION_DESTROYS : Nature.OUTSIDE_TRANSACTION;
        }
        if (first.equals("explain")) {
            String explained = EXPLAIN.matcher(words).replaceFirst("");
            boolean runs =
                    words.substring(0, words.length() - explained.length()).matches(".*\\banaly[sz]e\\b.*");
            return runs ? of(explained) : Nature.READS;
        }
        return Loss.of(words) ? Nature.DESTROYS : Nature.CHANGES;
    }

    /** The words are looked for as plain text first, which nearly every query has none of. */
    private static boolean writes(String words) {
        boolean may = words.contains("insert")
                || words.contains("update")
                || words.contains("delete")
                || words.contains("merge")
                || words.contains("into");
        return may && WRITING.matcher(words).find();
    }

    /** @param direction {@code from stdin} or {@code to stdout} */
    static boolean copiesThroughClient(String words, String direction) {
        return words.matches("copy\\b.*\\b" + direction + "\\b.*");
    }

    /** The code in a quoted text without its quotes and comments; its own quoted texts stay: they may be executed. */
    static String code(String quoted) {
        String text = quoted.startsWith("$")
                ? quoted.substring(quoted.indexOf('$', 1) + 1, quoted.lastIndexOf('$', quoted.length() - 2))
                : quoted.substring(quoted.indexOf('\'') + 1, quoted.length() - 1)
                        .replace("''", "'");
        StringBuilder code = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            Lexeme lexeme = Lexeme.at(text, at);
            int end = lexeme.end() < 0 ? text.length() : lexeme.end();
            code.append(lexeme.kind() == Lexeme.Kind.COMMENT && lexeme.end() > 0 ? " " : text.substring(at, end));
            at = end;
        }
        return code.toString();
    }
}
