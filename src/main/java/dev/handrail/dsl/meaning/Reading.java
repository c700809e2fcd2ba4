package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is needed to give one runbook's words their meaning: where mistakes go, its files, its targets. */
final class Reading {
    private static final Pattern PLACE = Pattern.compile("(.*?):(\\d+)(?::(\\d+))?(\n.*)?", Pattern.DOTALL);

    private final Reporter reporter;
    private final Files files;
    private final Declared declared;
    private final Accepting accepting;

    Reading(Reporter reporter, Files files, Declared declared) {
        this.reporter = reporter;
        this.files = files;
        this.declared = declared;
        this.accepting = new Accepting(reporter);
    }

    Reporter reporter() {
        return reporter;
    }

    Files files() {
        return files;
    }

    Declared declared() {
        return declared;
    }

    Accepting accepting() {
        return accepting;
    }

    void mistake(Code code, String what, Span at, String fix) {
        reporter.add(code, what, at, fix);
    }

    /** What a word's own class refuses is told as a mistake, at the place that it names or else here. */
    <T> Optional<T> made(Span at, Code code, Supplier<T> maker) {
        int known = reporter.count();
        try {
            return Optional.ofNullable(maker.get());
        } catch (Problem problem) {
            if (reporter.count() == known) {
                refused(problem, at, code); // else it follows from what was told just now
            }
            return Optional.empty();
        }
    }

    private void refused(Problem problem, Span at, Code code) {
        String what = problem.why().isEmpty() ? problem.what() : problem.what() + ": " + problem.why();
        Matcher place = PLACE.matcher(problem.where());
        if (!place.matches()) {
            mistake(code, what, at, problem.remedy());
            return;
        }
        int line = Integer.parseInt(place.group(2));
        int column = place.group(3) == null ? 0 : Integer.parseInt(place.group(3));
        if (place.group(1).equals(reporter.position(at).file())) {
            mistake(code, what, reporter.beside(at, line, column), problem.remedy());
        } else {
            Position position = new Position(place.group(1), line, column);
            reporter.elsewhere(code, what, position, files.line(place.group(1), line), problem.remedy());
        }
    }

    /** Where the content of the text written at {@code argument} starts: behind its opening quote. */
    Position content(Span argument) {
        String line = reporter.line(argument.line());
        int column = Math.max(1, argument.column());
        for (String quote : List.of("'''", "\"\"\"", "$/", "'", "\"", "/")) {
            if (line.startsWith(quote, column - 1)) {
                boolean continued = line.substring(column - 1 + quote.length()).equals("\\");
                return continued
                        ? reporter.position(new Span(argument.line() + 1, 1, 1))
                        : reporter.position(new Span(argument.line(), column + quote.length(), 1));
            }
        }
        return reporter.position(argument);
    }
}
