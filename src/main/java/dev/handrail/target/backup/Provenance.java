package dev.handrail.target.backup;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a backup was made, for whoever asks later.
 *
 * @param snapshot the server's own time of the moment that the dump shows
 * @param server host, port and version
 * @param program pg_dump's path, version and SHA-256
 * @param content a hash over each table's rows, where they were compared
 * @param millis how long each part took: {@code dump}, {@code read}, {@code restored}
 * @param taken what the database held beside rows
 */
record Provenance(
        String snapshot,
        String server,
        String program,
        Map<String, String> content,
        Map<String, Long> millis,
        Taken taken) {
    /**
     * What was taken down beside rows.
     *
     * @param inventory how many items of each kind; empty where nothing was
     * @param remarks how a restored copy differed, where no data was lost by it
     */
    record Taken(Map<String, Long> inventory, List<String> remarks) {
        static final Taken NOTHING = new Taken(Map.of(), List.of());

        Taken and(List<String> more) {
            return new Taken(
                    inventory, Stream.concat(remarks.stream(), more.stream()).toList());
        }
    }

    /** Before there were inventories. */
    Provenance(String snapshot, String server, String program, Map<String, String> content, Map<String, Long> millis) {
        this(snapshot, server, program, content, millis, Taken.NOTHING);
    }

    static final Provenance UNKNOWN = new Provenance("", "", "", Map.of(), Map.of());

    /** The version of pg_dump; 0 where it is not known. */
    int major() {
        java.util.regex.Matcher major =
                java.util.regex.Pattern.compile("PostgreSQL\\) (\\d+)").matcher(program);
        return major.find() ? Integer.parseInt(major.group(1)) : 0;
    }

    long total() {
        return millis.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How long parts take, by their names, in the order in which they end. */
    static final class Watch {
        private final Map<String, Long> millis = new LinkedHashMap<>();
        private long since = System.nanoTime();

        void ends(String part) {
            long now = System.nanoTime();
            millis.put(part, Duration.ofNanos(now - since).toMillis());
            since = now;
        }

        Map<String, Long> millis() {
            return millis;
        }
    }
}
