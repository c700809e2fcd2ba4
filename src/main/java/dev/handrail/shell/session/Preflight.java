package dev.handrail.shell.session;

import dev.handrail.backup.BackupAction;
import dev.handrail.backup.External;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.run.Identities;
import dev.handrail.run.Opening;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Clients;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has to be there before the first step: every target reached, none of those to be changed a standby, every tool. */
record Preflight(Stage stage) {
    private static final Set<String> DUMPS = Set.of("backup", "restore");

    /**
     * @return which targets these are, for the journal
     * @throws Problem exit 7 for the first that is missing or refuses us
     */
    Map<String, String> identities(List<Step> steps) {
        Set<TargetRef> touched = new LinkedHashSet<>(Opening.touched(steps));
        List<TargetRef> changed = Opening.changed(stage.runbook());
        touched.addAll(changed);
        Map<String, String> identities = Identities.of(List.copyOf(touched), stage.targets());
        stage.preflight().targets(changed, changed).forEach(Preflight::mustBeGood);
        steps.forEach(this::tools);
        return identities;
    }

    private static void mustBeGood(dev.handrail.target.Preflight.Look look) {
        Problem problem = look.problem();
        if (problem != null) {
            throw problem;
        }
    }

    private void tools(Step step) {
        Action action = step.action();
        if (action == null) {
            return;
        }
        if (DUMPS.contains(action.word()) && !(action instanceof External)) {
            tool(step, action.word().equals("backup") ? "pg_dump" : "pg_restore");
            if (action instanceof BackupAction backup) {
                backup.tools(stage.targets());
            } else {
                clients(action.touches());
            }
        } else if (action.word().equals("command")) {
            action.plan(stage.targets());
        }
    }

    private void clients(List<TargetRef> touched) {
        Targets targets = stage.targets();
        Database.Identity into = targets.database(touched.get(0).name()).identity();
        Clients.require(targets.host(), into, into);
    }

    private void tool(Step step, String program) {
        Targets targets = stage.targets();
        if (targets.host().find(program).isEmpty()) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    "the program " + program + " is not on PATH",
                    step.id(),
                    "",
                    "install PostgreSQL's client tools (Debian: apt install postgresql-client); see handrail doctor");
        }
    }
}
