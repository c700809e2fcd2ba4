package dev.handrail.target.backup;

import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Foreign;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Progress;
import dev.handrail.runbook.Restore;
import dev.handrail.target.host.SearchPath;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Restores a dump that somebody else made: read whole first, then all of it or nothing. */
record Adopting(Login login, SearchPath path, Restore restore, Foreign.Kind kind, Execution execution) {
    /** @param dump the file or folder, absolute */
    Outcome perform(Path dump) {
        Filling filling = new Filling(login, path, restore, execution);
        if (kind == Foreign.Kind.SCRIPT) {
            Script script = new Script(dump);
            long setting = script.mustBePlain();
            return filling.with("psql", 0, dump.toString(), (tools, psql) -> {
                script.mustFit(setting, tools.major());
                tools.run(psql, script(tools, dump), this::step);
                return counted();
            });
        }
        return filling.with("pg_restore", 0, dump.toString(), (tools, program) -> {
            tools.run(program, List.of("--file=/dev/null", dump.toString()), line -> {});
            tools.restore(program, restore.into(), dump, restore.jobs(), List.of(), this::step);
            return counted();
        });
    }

    private void step(String line) {
        if (line.contains("processing data for table")) {
            execution.progress(new Progress(0, 0, "tables", line.substring(line.indexOf("table"))));
        }
    }

    private List<String> script(Tools tools, Path dump) {
        List<String> arguments = new ArrayList<>(
                List.of("--no-psqlrc", "--quiet", "--no-password", "--single-transaction", "--set=ON_ERROR_STOP=1"));
        arguments.addAll(tools.setRole());
        arguments.add("--file=" + dump);
        arguments.add(tools.connection(restore.into()));
        return arguments;
    }

    private Counts counted() {
        try (Maintenance fresh = Maintenance.open(login.on(restore.into()), "restore", null)) {
            Counts counts = Restored.counted(fresh, execution);
            fresh.execute("analyze");
            return counts;
        }
    }
}
