package dev.handrail.run;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Blocker;
import dev.handrail.runbook.Step;
import java.util.List;

/**
 * A step that failed, for the question what now.
 *
 * @param standing what is half-done, in words: usually nothing
 * @param cancelled true where the operator ended it
 * @param blockers the sessions that were in the way; empty: none
 */
public record Failed(
        Step step,
        String phase,
        int attempt,
        Problem problem,
        String standing,
        boolean cancelled,
        List<String> contacts,
        boolean canGoBack,
        List<Blocker> blockers) {}
