package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.util.List;

/** Holds each step, at its turn, to the plan that the run was started with. */
record HeldTo(RunContext context) {
    /** @throws Problem exit 4, with the difference, where the step would do something else, or more is at stake */
    void require(Event.StepPlanned now) {
        if (!now.phase().equals("forward")) {
            return;
        }
        context.state().plan().map(Agreed::of).ifPresent(agreed -> {
            Agreed.Held run = Agreed.Held.of(context.journal().run(), context.state());
            List<String> differs = agreed.against(now.step(), now, run);
            if (!differs.isEmpty()) {
                throw refused(now.step(), agreed.digest(), differs);
            }
        });
    }

    private Problem refused(String step, String digest, List<String> differs) {
        return new Problem(
                ExitCode.UNDECIDED,
                "step " + step + " is not what the plan says",
                String.join("\n", differs),
                "this run does exactly what the plan with the digest " + digest.substring(0, 12) + " says",
                "put it back as it was and resume, or go on without the plan: " + context.command("resume")
                        + " --accept plan=REASON\n" + context.command("rollback"));
    }
}
