package dev.handrail.journal;

import dev.handrail.json.Json;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/** One pass over a journal: over all of its bytes, or over a window that moves along it. */
final class Reading {
    private final Path file;
    private static final int WINDOW = 256 * 1024;

    private byte[] bytes;
    private final Chain chain = new Chain();
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private String run = "";
    private long records;
    private long base;
    private int start;

    Reading(Path file) {
        this(file, new byte[WINDOW]);
    }

    Reading(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    JournalReader.Read read() {
        pass(0, bytes.length, end -> take(line(end)));
        int torn = bytes.length - start;
        return new JournalReader.Read(
                run, entries, lines, chain.head(), start, torn, new String(bytes, start, torn, StandardCharsets.UTF_8));
    }

    /** The chain alone, with no more of the journal at hand than its longest record. */
    JournalReader.Proof prove(InputStream in) throws IOException {
        int held = 0;
        for (int more = 0; more >= 0; more = in.read(bytes, held, bytes.length - held)) {
            pass(held, held + more, end -> {
                if (records == 1) {
                    take(line(end));
                }
            });
            held += more - start;
            System.arraycopy(bytes, start, bytes, 0, held);
            base += start;
            start = 0;
            if (held == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * held);
            }
        }
        return new JournalReader.Proof(run, records, held);
    }

    private String line(int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** Each line that ends between {@code from} and {@code to}, as long as each follows on the one before. */
    private void pass(int from, int to, IntConsumer line) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                records++;
                if (!chain.follows(bytes, start, i)) {
                    throw broken(line(i));
                }
                line.accept(i);
                start = i + 1;
            }
        }
    }

    private void take(String line) {
        lines.add(line);
        Map<?, ?> fields = fields(line);
        int version = version(fields);
        if (version != JournalReader.VERSION) {
            throw newer(version, "");
        }
        String from = String.valueOf(fields.get("run"));
        if (number(fields, "seq") != records || !(run.isEmpty() || run.equals(from))) {
            throw altered();
        }
        run = from;
        Instant at = moment(fields);
        Codec.event(fields).ifPresent(e -> entries.add(new Entry(records, at, from, e, line)));
    }

    private Instant moment(Map<?, ?> fields) {
        try {
            return Moments.read(String.valueOf(fields.get("at")));
        } catch (DateTimeException e) {
            throw altered();
        }
    }

    private Map<?, ?> fields(String line) {
        try {
            return Json.read(line) instanceof Map<?, ?> object ? object : Map.of();
        } catch (Json.NotJson e) {
            throw altered();
        }
    }

    private static int version(Map<?, ?> fields) {
        return (int) number(fields, "v");
    }

    private static long number(Map<?, ?> fields, String name) {
        return Objects.requireNonNullElse(fields.get(name), 0) instanceof Number number ? number.longValue() : 0;
    }

    /** Another format may chain its records in another way. */
    private Problem broken(String line) {
        try {
            int version = version(fields(line));
            return version > JournalReader.VERSION ? newer(version, " was altered, or it") : altered();
        } catch (Problem noRecord) {
            return noRecord;
        }
    }

    private Problem newer(int version, String doubt) {
        return new Problem(
                ExitCode.JOURNAL,
                "this journal is of format " + version + ", and this handrail reads format " + JournalReader.VERSION,
                file.toString(),
                "record " + records + " at byte " + (base + start) + doubt + " was written by a newer handrail",
                "go on with the version of handrail that wrote it");
    }

    private Problem altered() {
        return new Problem(
                ExitCode.JOURNAL,
                "the journal was altered: record " + records + " at byte " + (base + start)
                        + " does not follow on the one before",
                file.toString(),
                "a digest over each record and the one before it does not fit",
                "get the file back from a copy; what it says from there on can't be trusted. Where there is none: handrail"
                        + " abandon RUN --lost RUNBOOK --env ENV --reason TEXT");
    }
}
