package dev.handrail.migrate;

import dev.handrail.runbook.Database;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of the history {@code handrail.migration}.
 *
 * @param mark the digest of the file as it was applied; {@code 2/3 <digest>} while two of its three parts are there,
 *     {@code -1/2 <digest>} while one of two parts of its revert file has run
 */
record Applied(String name, String mark, String run, String step) {
    private static final Pattern PART = Pattern.compile("(-?)(\\d+)/\\d+ (.+)");

    /** The history, oldest first; empty where there is none yet. */
    static List<Applied> in(Database database) {
        if (!database.anchored()) {
            return List.of();
        }
        return database
                .catalog("select name, digest, run, step from handrail.migration order by applied_at, name", Map.of())
                .stream()
                .map(row -> new Applied(
                        (String) row.get("name"), (String) row.get("digest"), (String) row.get("run"), (String)
                                row.get("step")))
                .toList();
    }

    static String part(int part, int of, String digest) {
        return part + "/" + of + " " + digest;
    }

    /** True where the file was applied to its end and nothing of it is taken back. */
    boolean whole() {
        return !PART.matcher(mark).matches();
    }

    String digest() {
        Matcher part = PART.matcher(mark);
        return part.matches() ? part.group(3) : mark;
    }

    /** How many parts were applied of a file that is not applied to its end. */
    int appliedParts() {
        Matcher part = PART.matcher(mark);
        return part.matches() && part.group(1).isEmpty() ? Integer.parseInt(part.group(2)) : 0;
    }

    /** How many parts of its revert file have run. */
    int revertedParts() {
        Matcher part = PART.matcher(mark);
        return part.matches() && !part.group(1).isEmpty() ? Integer.parseInt(part.group(2)) : 0;
    }
}
