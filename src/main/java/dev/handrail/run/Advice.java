package dev.handrail.run;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Step;
import java.util.ArrayList;
import java.util.List;

/** What the author left for the moment when a step fails: a terminal shows it with its question, others with the error. */
record Advice(Step step, List<String> contacts) {
    static Advice of(Step step, RunContext context) {
        return new Advice(step, context.runbook().about().contacts());
    }

    /** {@code problem}, whose remedy says also what the runbook says of it, and whom to call. */
    Problem with(Problem problem) {
        List<String> lines = new ArrayList<>(List.of(problem.remedy()));
        if (problem.exitCode() == ExitCode.UNKNOWN) {
            lines.add("--outcome " + step.id() + "=done:REASON or --outcome " + step.id() + "=not-done:REASON");
        }
        step.words().hints().forEach(hint -> lines.add("hint: " + hint));
        step.remedies().forEach(remedy -> lines.add("fix, offered in a terminal: " + remedy.title()));
        contacts.forEach(contact -> lines.add("contact: " + contact));
        return new Problem(
                problem.exitCode(), problem.what(), problem.where(), problem.why(), String.join("\n", lines), problem);
    }
}
