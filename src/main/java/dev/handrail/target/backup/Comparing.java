package dev.handrail.target.backup;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Dump;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import dev.handrail.target.inventory.Differences;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Compares a scratch database with its dump: rows in one session, all else in another at the same time.
 *
 * @param login of the server where it is
 */
record Comparing(Login login, String name, Dump dump, Execution execution) {
    private static final String SIZE = "select pg_catalog.pg_database_size(pg_catalog.current_database())";

    /** @throws EffectFailure where the copy lacks something */
    Scratch.Tried with(Path archive, Counts expected, Owning owning) {
        try (Maintenance rows = session();
                Maintenance beside = session()) {
            execution.onCancel(() -> {
                rows.abort();
                beside.abort();
            });
            List<Tables.Table> tables = Tables.of(rows).all();
            tell(0, tables.size());
            CompletableFuture<Counts> counting = CompletableFuture.supplyAsync(() -> counted(rows, tables));
            try {
                Differences differences = Stock.between(
                        archive,
                        beside,
                        dump.proving().content(),
                        owning.terms(dump.selection().whole()),
                        execution);
                return judged(expected.differences(counting.join()), differences, owning, beside);
            } catch (CompletionException e) {
                throw unlessCancelled(e.getCause() instanceof RuntimeException own ? own : e);
            } catch (Problem e) {
                throw unlessCancelled(e);
            } finally {
                if (!counting.isDone()) {
                    rows.abort();
                    counting.exceptionally(e -> Counts.none()).join();
                }
            }
        }
    }

    private Maintenance session() {
        Maintenance session = Maintenance.open(login.on(name), "scratch", null);
        Reading.prepare(session);
        return session;
    }

    private Counts counted(Maintenance session, List<Tables.Table> tables) {
        Reading reading = Reading.of(dump.proving().content());
        Counts found = Counts.none();
        for (Tables.Table table : tables) {
            found.put(table, reading.of(session, table));
            tell(found.rows().size(), tables.size());
        }
        return found;
    }

    private void tell(int done, int tables) {
        execution.progress(new Progress(done, tables, "tables", "comparing"));
    }

    private RuntimeException unlessCancelled(RuntimeException e) {
        return execution.cancelled() ? EffectFailure.cancelled(execution.cancelReason()) : e;
    }

    private Scratch.Tried judged(List<String> rows, Differences beside, Owning owning, Maintenance session) {
        List<String> lost = new ArrayList<>(rows);
        lost.addAll(beside.losses());
        if (!lost.isEmpty()) {
            throw EffectFailure.failed(
                    "the restored dump holds something else than the database",
                    login.address().shown(),
                    String.join("\n", lost),
                    "see whether a rule or trigger changes something while it is restored, then resume");
        }
        List<String> remarks = new ArrayList<>(owning.remarks());
        remarks.addAll(beside.remarks());
        remarks.forEach(line -> execution.said("the restored dump differs: " + line));
        return new Scratch.Tried(remarks, (Long) session.value(SIZE).orElse(0L));
    }
}
