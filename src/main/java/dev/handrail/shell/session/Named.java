package dev.handrail.shell.session;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import dev.handrail.text.NearWord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The names by which options mean steps: {@code section/step}, a section, or a recovery's. */
public record Named(Runbook runbook) {
    /** The steps alone. */
    public Set<String> steps() {
        Set<String> names = new LinkedHashSet<>();
        Stream.concat(runbook.steps(), runbook.recoveries().stream().flatMap(r -> r.steps().stream()))
                .map(Step::id)
                .forEach(names::add);
        return names;
    }

    public Set<String> all() {
        Set<String> names = steps();
        runbook.sections().forEach(s -> names.add(s.id()));
        runbook.recoveries().forEach(r -> names.add(r.id()));
        return names;
    }

    /** @throws Problem exit 2 where an option names a step that is not there: its answer would never be used */
    public void require(Map<String, List<String>> named) {
        Set<String> known = all();
        named.forEach((option, steps) -> steps.forEach(step -> {
            if (!known.contains(step)) {
                throw new Problem(
                        ExitCode.WRONG,
                        "there is no step or section '" + step + "'",
                        option + " " + step,
                        "an answer for it would never be used",
                        NearWord.proposal(step, known));
            }
        }));
    }
}
