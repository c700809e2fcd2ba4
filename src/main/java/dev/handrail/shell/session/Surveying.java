package dev.handrail.shell.session;

import dev.handrail.partition.Survey;
import dev.handrail.partition.Surveys;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.TargetRef;
import dev.handrail.settings.Environment;
import dev.handrail.shell.show.PartitionTable;
import dev.handrail.target.Reach;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Looks at the partitioned tables of every database that an environment binds. */
public record Surveying(Session session, Environment environment) {
    /** @throws Problem where nothing is bound, or no bound database has the table */
    public void tell(Optional<String> table) {
        List<String> names = environment.databases().keySet().stream().sorted().toList();
        if (names.isEmpty()) {
            throw new Problem(
                    ExitCode.WRONG,
                    "no database is bound in the environment " + environment.name(),
                    "",
                    "",
                    "name one: --database main=service=…, or an environment that binds one: --env NAME");
        }
        List<TargetRef> declared = names.stream().map(TargetRef::database).toList();
        try (Reach reach = session.reach(environment, declared, "partitions")) {
            names.forEach(name -> tell(reach, name, names.size() > 1, table));
        }
    }

    private void tell(Reach reach, String name, boolean several, Optional<String> table) {
        List<Survey> surveys =
                new Surveys(reach.targets().database(name), reach.targets().values(), Clock.systemUTC()).of(table);
        PartitionTable shown = new PartitionTable(name, surveys);
        if (session.console().json()) {
            shown.records().forEach(session.console()::record);
            return;
        }
        if (several) {
            session.console().say(name + ":");
        }
        if (surveys.isEmpty()) {
            session.console().say("There is no partitioned table in " + name + ".");
        }
        shown.lines().forEach(session.console()::data);
    }
}
