package dev.handrail.target.host;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Log;
import dev.handrail.runbook.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A log file on this machine, with what rotation left of it beside it: {@code x.log.1}, {@code x.log-20261121.gz}. */
record LogFile(Path file) implements Log {
    private static final long ABSENT = -1;

    @Override
    public Reading mark(Instant now) {
        return reading(() -> {
            if (!Files.exists(file)) {
                return mark(ABSENT, "", now);
            }
            long size = new LogPart(file, 0).size();
            return mark(size, new LogPart(file, 0).stamp(size).orElse(""), now);
        });
    }

    private static Reading mark(long size, String stamp, Instant now) {
        return Reading.of(size).fact("stamp", stamp).fact("at", now.toEpochMilli());
    }

    @Override
    public Reading since(Reading mark, Pattern lines) {
        return reading(() -> {
            LogLines found = new LogLines(lines);
            for (LogPart part : parts(mark)) {
                found.in(part);
            }
            return found.reading().fact("file", file.toString());
        });
    }

    /** The pieces written since, oldest first. */
    private List<LogPart> parts(Reading mark) throws IOException {
        long offset = number(mark.value());
        String stamp = String.valueOf(mark.fact("stamp").orElse(""));
        if (!Files.exists(file)) {
            throw problem("there is no log " + file, "", "see how it is named; it is relative to the runbook");
        }
        if (offset > 0 && at(file, offset, stamp)) {
            return List.of(new LogPart(file, offset));
        }
        List<LogPart> parts = new ArrayList<>();
        long after = number(mark.fact("at").orElse(0L));
        if (offset > 0) {
            Path old = older(other -> at(other, offset, stamp)).stream()
                    .findFirst()
                    .orElseThrow(this::gone);
            parts.add(new LogPart(old, offset));
            after = Math.max(after, modified(old) + 1);
        }
        long since = after;
        older(other -> modified(other) >= since).forEach(whole -> parts.add(new LogPart(whole, 0)));
        parts.add(new LogPart(file, 0));
        return parts;
    }

    private static boolean at(Path file, long offset, String stamp) {
        try {
            return new LogPart(file, 0).stamp(offset).equals(Optional.of(stamp));
        } catch (IOException e) {
            return false;
        }
    }

    /** What rotation left, oldest first. */
    private List<Path> older(Predicate<Path> wanted) throws IOException {
        String name = String.valueOf(file.getFileName());
        try (Stream<Path> beside = Files.list(file.toAbsolutePath().getParent())) {
            return beside.filter(p -> {
                        String other = String.valueOf(p.getFileName());
                        return other.startsWith(name + ".") || other.startsWith(name + "-");
                    })
                    .filter(Files::isRegularFile)
                    .filter(wanted)
                    .sorted(Comparator.comparingLong(LogFile::modified))
                    .toList();
        }
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException gone) {
            return 0;
        }
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private Problem gone() {
        return problem(
                "what was written to " + file + " is gone in part",
                "it was rotated or cut off, and the older part is not beside it",
                "look where old logs are kept, and judge by hand");
    }

    private static Problem problem(String what, String why, String remedy) {
        return new Problem(ExitCode.FAILED, what, "", why, remedy);
    }

    private Reading reading(Look look) {
        try {
            return look.read();
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the log " + file + " can't be read",
                    "",
                    e.getClass().getSimpleName() + ": " + e.getMessage(),
                    "see that it is a file which this user may read",
                    e);
        }
    }

    /** Reads, and may fail at it. */
    private interface Look {
        Reading read() throws IOException;
    }
}
