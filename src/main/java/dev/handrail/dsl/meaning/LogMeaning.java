package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.Expectation.Baseline;
import dev.handrail.validate.LogQuestion;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The question {@code log}. */
final class LogMeaning {
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9:_.@\\\\-]{1,255}");

    private LogMeaning() {}

    static LogQuestion of(Reading reading, Call asked) {
        Options options = new Options(reading, asked);
        String unit = options.plain("journal");
        String file = asked.arguments().isEmpty() ? null : Args.plain(reading, asked, 0);
        if ((unit == null) == (file == null)) {
            options.missing(
                    "'log' reads one thing: a file, or the journal of a unit",
                    "write: log('logs/api.log') { lines ~/ERROR/ }, or log { journal 'api.service'; lines ~/ERROR/ }");
        }
        if (unit != null && !(UNIT.matcher(unit).matches() && !unit.startsWith("-"))) {
            reading.mistake(
                    Code.BAD_VALUE,
                    "'" + unit + "' is no unit",
                    asked.said("journal").get(0).site().argument(0),
                    "write its name: journal 'api.service'");
        }
        Pattern lines = options.one("lines")
                .map(l -> (Pattern) Objects.requireNonNull(l.argument(0)))
                .orElse(Pattern.compile(""));
        return new LogQuestion(unit == null ? named(file) : unit, unit != null, lines, since(options));
    }

    private static String named(@Nullable String file) {
        return file == null || file.isBlank() ? "?" : file;
    }

    private static Baseline since(Options options) {
        String since = options.plain("since", "run");
        if (!since.equals("run") && !since.equals("step")) {
            options.reading()
                    .mistake(
                            Code.BAD_VALUE,
                            "'since' is 'run' or 'step'",
                            options.call().said("since").get(0).site().argument(0),
                            "write: since 'step'");
        }
        return since.equals("step") ? Baseline.STEP : Baseline.RUN;
    }
}
