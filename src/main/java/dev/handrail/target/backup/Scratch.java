package dev.handrail.target.backup;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A database made only to see that a dump can be restored, on the same server; dropped whatever comes of it. */
record Scratch(Login login, Maintenance source, Tools tools, PgProgram restoring, Execution execution) {
    /** @throws EffectFailure where the dump can't be restored or a table has another number of rows */
    void prove(Path archive, int jobs, Counts expected) {
        String name = NewDatabase.named("handrail_scratch_" + execution.run());
        try (Maintenance server = Maintenance.open(login.on(Maintenance.DATABASE), "scratch", null)) {
            NewDatabase scratch = new NewDatabase(server, name, "handrail scratch of run " + execution.run());
            scratch.dropOurs();
            scratch.create(login.address().database());
            try {
                restore(archive, name, jobs, expected);
            } finally {
                drop(scratch);
            }
        }
    }

    private void restore(Path archive, String name, int jobs, Counts expected) {
        List<String> arguments = new ArrayList<>(List.of(
                "--exit-on-error",
                "--jobs=" + jobs,
                "--no-password",
                "--no-owner",
                "--no-privileges",
                "--no-publications",
                "--no-subscriptions",
                "--verbose"));
        arguments.addAll(tools.role());
        arguments.add(tools.connection(name));
        arguments.add(archive.toString());
        AtomicLong done = new AtomicLong();
        tools.run(restoring, arguments, line -> {
            if (line.contains("processing data for table")) {
                execution.progress(new Progress(
                        done.getAndIncrement(), expected.rows().size(), "tables", "restoring into a scratch database"));
            }
        });
        compare(name, expected);
    }

    private void compare(String name, Counts expected) {
        try (Maintenance scratch = Maintenance.open(login.on(name), "scratch", null)) {
            Counts found = Counts.of(Counts.tables(scratch), scratch, execution, "comparing");
            List<String> differences = expected.differences(found.rows());
            if (!differences.isEmpty()) {
                throw EffectFailure.failed(
                        "the restored dump has other rows than the database",
                        login.address().shown(),
                        String.join("\n", differences),
                        "see whether row security or a rule hides rows, then resume");
            }
        }
    }

    /** A scratch database that stays must not hide what went wrong before. */
    private void drop(NewDatabase scratch) {
        try {
            scratch.dropOurs();
        } catch (Problem e) {
            execution.said("the scratch database could not be dropped: " + e.what());
        }
    }
}
