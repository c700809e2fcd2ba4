package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Explaining;
import dev.handrail.shell.session.Session;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** {@code explain [RUNBOOK] STEP}: what exactly one step would do, in order; reads only. */
@picocli.CommandLine.Command
final class ExplainCommand implements Command {
    @Parameters(
            arity = "1..2",
            paramLabel = "[RUNBOOK] STEP",
            description = "the runbook, where it is not clear; and the step")
    List<String> words = new ArrayList<>();

    @Override
    public ExitCode run(Session session) {
        Explaining explaining = words.size() == 1 ? Explaining.only(session) : Explaining.of(session, words.get(0));
        return explaining.tell(words.get(words.size() - 1));
    }
}
