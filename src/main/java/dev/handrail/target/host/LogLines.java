package dev.handrail.target.host;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Reading;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines that hold a pattern, read piece by piece: whatever a log's size, little of it is kept. */
final class LogLines {
    private static final int KEPT = 1_000;
    /** A longer line is judged by its beginning. */
    private static final int LONGEST = 64 << 10;

    private static final int SHOWN = 4_000;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Pattern lines;
    private final long begin = System.nanoTime();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long count;

    LogLines(Pattern lines) {
        this.lines = lines;
    }

    void in(LogPart part) throws IOException {
        try (InputStream in = new BufferedInputStream(part.open(), 1 << 16)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    ended(part);
                } else if (line.size() < LONGEST) {
                    line.write(b);
                }
            }
            ended(part);
        }
    }

    private void ended(LogPart part) {
        if (line.size() == 0) {
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        line.reset();
        if (!text.isEmpty() && lines.matcher(text).find()) {
            count++;
            if (rows.size() < KEPT) {
                rows.add(List.of(text.length() <= SHOWN ? text : text.substring(0, SHOWN - 2) + " …"));
            }
        }
        if (System.nanoTime() - begin > LONG.toNanos()) {
            throw new Problem(
                    ExitCode.FAILED,
                    "reading " + part.file() + " takes longer than a minute",
                    "",
                    count + " lines were found until then",
                    "ask for what is new since the step, with a simpler pattern");
        }
    }

    Reading reading() {
        return new Reading(List.of("line"), rows, count, Map.of("count", count));
    }
}
