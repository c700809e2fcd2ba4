package dev.handrail.target.backup;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Dump;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A database made only to see that a dump can be restored; dropped whatever comes of it.
 *
 * @param login of the server where it is made
 */
record Scratch(Login login, Source source, Kit kit, Dump.Proving proving, Execution execution) {
    private static final String PREFIX = "handrail_scratch_";
    private static final String MARK = "handrail scratch of run ";

    /** @throws EffectFailure where the dump can't be restored or a table holds something else */
    void prove(Path archive, int jobs, Counts expected, Map<String, Long> sizes) {
        String name = NewDatabase.named(PREFIX + execution.run());
        try (Maintenance server = Maintenance.open(login.on(Maintenance.DATABASE), "scratch", null)) {
            reap(server, name);
            NewDatabase scratch = new NewDatabase(server, name, MARK + execution.run() + "\n" + source.told());
            create(scratch);
            try {
                restore(archive, name, jobs, server.major(), sizes);
                compare(name, expected);
            } finally {
                drop(scratch);
            }
        }
    }

    /**
     * Drops what a killed run left of the same database, and an earlier attempt of this one: nobody else is at work on
     * it, because the lock is ours.
     */
    private void reap(Maintenance server, String own) {
        server.rows("""
                        select d.datname as name, coalesce(pg_catalog.shobj_description(d.oid, 'pg_database'), '') as comment
                        from pg_catalog.pg_database d where pg_catalog.starts_with(d.datname, ?)""", PREFIX).forEach(row -> {
            String name = String.valueOf(row.get("name"));
            String comment = String.valueOf(row.get("comment"));
            boolean ours = comment.startsWith(MARK) && comment.endsWith("\n" + source.told());
            if (name.equals(own) || ours) {
                new NewDatabase(server, name, "").drop();
                execution.said("dropped the scratch database " + name + ", which an earlier attempt left");
            }
        });
    }

    /** Where another server does not know the locale, one that every server has is taken. */
    private void create(NewDatabase scratch) {
        try {
            scratch.create(source.like());
        } catch (Problem unknown) {
            if (proving.scratchOn() == null || !unknown.what().contains("locale")) {
                throw unknown;
            }
            execution.said("the scratch database has the locale C: " + unknown.what());
            scratch.create(source.like().plain());
        }
    }

    private void restore(Path archive, String name, int jobs, int major, Map<String, Long> sizes) {
        Advance advance = new Advance(execution, sizes, "bytes", "restoring into a scratch database", jobs);
        try (Copies copies = Copies.begin(login.on(name), major, advance)) {
            kit.tools().run(kit.restoring(), arguments(archive, name, jobs), advance::line);
        }
    }

    private List<String> arguments(Path archive, String name, int jobs) {
        List<String> arguments = new ArrayList<>(List.of(
                "--exit-on-error",
                "--jobs=" + jobs,
                "--no-password",
                "--no-owner",
                "--no-privileges",
                "--no-publications",
                "--no-subscriptions",
                "--verbose"));
        if (proving.scratchOn() != null) {
            arguments.add("--no-tablespaces");
        }
        arguments.addAll(kit.tools().role());
        arguments.add(kit.tools().connection(name));
        arguments.add(archive.toString());
        return arguments;
    }

    private void compare(String name, Counts expected) {
        try (Maintenance scratch = Maintenance.open(login.on(name), "scratch", null)) {
            Reading.prepare(scratch);
            List<String> differences = expected.differences(found(scratch));
            if (!differences.isEmpty()) {
                throw EffectFailure.failed(
                        "the restored dump holds something else than the database",
                        login.address().shown(),
                        String.join("\n", differences),
                        "see whether a rule or trigger changes rows, then resume");
            }
        }
    }

    private Counts found(Maintenance scratch) {
        execution.onCancel(scratch::abort);
        Reading reading = Reading.of(proving.content());
        List<Tables.Table> tables = Tables.of(scratch).all();
        Counts found = Counts.none();
        for (Tables.Table table : tables) {
            execution.progress(new Progress(found.rows().size(), tables.size(), "tables", "comparing"));
            found.put(table, read(scratch, reading, table));
        }
        return found;
    }

    private Reading.Found read(Maintenance scratch, Reading reading, Tables.Table table) {
        try {
            return reading.of(scratch, table);
        } catch (Problem e) {
            if (execution.cancelled()) {
                throw EffectFailure.cancelled(execution.cancelReason());
            }
            throw e;
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
