package dev.handrail.journal;

import dev.handrail.json.Json;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a journal and believes it only where its chain of digests holds. */
public final class JournalReader {
    private JournalReader() {}

    /**
     * What a journal holds.
     *
     * @param entries those of known types
     * @param lines every whole line
     * @param wholeBytes length of the whole lines
     * @param torn the start of a last line that was cut short; empty where there is none
     */
    public record Read(List<Entry> entries, List<String> lines, long wholeBytes, long tornBytes, String torn) {
        public RunState state() {
            RunState state = new RunState();
            entries.forEach(state::apply);
            return state;
        }
    }

    /** @throws Problem exit 8 with sequence and offset of the first record that was altered */
    public static Read read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.JOURNAL,
                    "the journal can't be read",
                    file.toString(),
                    String.valueOf(e.getMessage()),
                    "look at the file's permissions, or name another run");
        }
        return new Pass(file, bytes).read();
    }

    private static final class Pass {
        private final Path file;
        private final byte[] bytes;
        private final Chain chain = new Chain();
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();

        Pass(Path file, byte[] bytes) {
            this.file = file;
            this.bytes = bytes;
        }

        Read read() {
            int start = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    take(new String(bytes, start, i - start, StandardCharsets.UTF_8), start);
                    start = i + 1;
                }
            }
            String torn = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
            return new Read(entries, lines, start, bytes.length - start, torn);
        }

        private void take(String line, int offset) {
            if (!chain.follows(line)) {
                throw altered(offset);
            }
            lines.add(line);
            Map<String, Object> fields = fields(line);
            int version = ((Number) fields.getOrDefault("v", 0)).intValue();
            if (version != 1) {
                throw new Problem(
                        ExitCode.JOURNAL,
                        "this journal was written by another version (format " + version + ")",
                        file.toString(),
                        "",
                        "use the version of handrail that wrote it");
            }
            long seq = ((Number) fields.getOrDefault("seq", 0)).longValue();
            if (seq != lines.size()) {
                throw altered(offset);
            }
            Instant at = Instant.parse(String.valueOf(fields.get("at")));
            String run = String.valueOf(fields.get("run"));
            Codec.event(fields).ifPresent(e -> entries.add(new Entry(seq, at, run, e, line)));
        }

        @SuppressWarnings("unchecked")
        private static Map<String, Object> fields(String line) {
            return (Map<String, Object>) java.util.Objects.requireNonNull(Json.read(line));
        }

        private Problem altered(int offset) {
            return new Problem(
                    ExitCode.JOURNAL,
                    "the journal was altered: record " + (lines.size() + 1) + " at byte " + offset
                            + " does not follow on the one before",
                    file.toString(),
                    "a digest over each record and the one before it does not fit",
                    "get the file back from a copy; what it says from there on can't be trusted");
        }
    }
}
