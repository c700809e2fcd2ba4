package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.hazard.Accept;
import dev.handrail.hazard.Accepts;
import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.problem.Position;
import dev.handrail.text.NearWord;
import dev.handrail.text.SqlText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** {@code // handrail:accept CODE reason} in a runbook, {@code -- handrail:accept CODE reason} in SQL. */
final class Accepting {
    private static final String BEGINS = "handrail:accept";

    private final Reporter reporter;
    private final List<Accept> inRunbook = new ArrayList<>();

    Accepting(Reporter reporter) {
        this.reporter = reporter;
        reporter.files().forEach(this::comments);
    }

    private void comments(String file, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            int slashes = lines.get(i).indexOf("//");
            int word = lines.get(i).indexOf(BEGINS);
            if (slashes >= 0
                    && word > slashes
                    && lines.get(i).substring(slashes + 2, word).isBlank()) {
                Position here = new Position(file, i + 1, slashes + 1);
                Accepts.read(lines.get(i).substring(word), here).ifPresent(this::take);
            }
        }
    }

    private void take(Accept accept) {
        inRunbook.add(accept);
        judge(accept, "");
    }

    /** Those beside the line, and those in the comments right above it. */
    List<Accept> at(Position place) {
        List<String> lines = reporter.files().getOrDefault(place.file(), List.of());
        int first = place.line();
        while (first > 1
                && first - 2 < lines.size()
                && lines.get(first - 2).strip().startsWith("//")) {
            first--;
        }
        int from = first;
        return inRunbook.stream()
                .filter(a -> a.position().file().equals(place.file()))
                .filter(a -> a.position().line() >= from && a.position().line() <= place.line())
                .toList();
    }

    List<Accept> at(Span place) {
        return at(reporter.position(place));
    }

    /** What the comments of SQL take; what is wrong with them is told. */
    Accepts of(SqlText sql, Span place) {
        Accepts accepts = Accepts.in(sql);
        accepts.inSql().forEach(a -> judge(a, ""));
        return accepts.and(at(place));
    }

    void judge(Accept accept, String sourceLine) {
        if (!Accepts.known(accept.code())) {
            List<String> codes = Stream.concat(
                            Arrays.stream(Danger.values()).map(Danger::id), Stream.of(Accepts.NO_WAY_BACK))
                    .toList();
            String what = accept.code().isEmpty()
                    ? "it is not said which hazard is accepted"
                    : "there is no hazard " + accept.code();
            tell(
                    accept,
                    what,
                    "write handrail:accept CODE reason, with the code that check shows beside the hazard"
                            + NearWord.of(accept.code(), codes)
                                    .filter(near -> !near.equals(accept.code()))
                                    .map(near -> ": " + near + "?")
                                    .orElse(""),
                    sourceLine);
        } else if (accept.reason().isEmpty()) {
            tell(
                    accept,
                    "hazard " + accept.code() + " is accepted without a reason",
                    "write why behind the code: it is kept in journal and report",
                    sourceLine);
        }
    }

    private void tell(Accept accept, String what, String fix, String sourceLine) {
        Position at = accept.position();
        if (reporter.files().containsKey(at.file())) {
            reporter.add(Code.ACCEPT, what, reporter.span(at, 1), fix);
        } else {
            reporter.elsewhere(Code.ACCEPT, what, at, sourceLine, fix);
        }
    }
}
