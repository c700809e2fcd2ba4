package dev.handrail.target.backup;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Dump;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import dev.handrail.target.postgres.ServerDisk;
import dev.handrail.text.Sizes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A database made only to see that a dump can be restored; dropped whatever comes of it.
 *
 * @param login of the server where it is made
 */
record Scratch(Login login, Source source, Kit kit, Dump dump, Execution execution) {
    private static final String PREFIX = "handrail_scratch_";
    private static final String MARK = "handrail scratch of run ";

    /**
     * What a trial brought.
     *
     * @param remarks how the copy differed, where no data was lost by it
     * @param bytes how large the copy was
     */
    record Tried(List<String> remarks, long bytes) {
        static final Tried NOT = new Tried(List.of(), 0);
    }

    /**
     * What it made is there until it is dropped, but where it fails.
     *
     * @param expected what was counted, or is being counted still
     * @throws EffectFailure where the dump can't be restored or the copy lacks something
     */
    Tried prove(Path archive, int jobs, Supplier<Counts> expected, Map<String, Long> sizes) {
        boolean proven = false;
        try (Maintenance server = Maintenance.open(login.on(Maintenance.DATABASE), "scratch", null)) {
            reap(server);
            NewDatabase scratch = new NewDatabase(server, name(), mark());
            mustFit(server, archive);
            try {
                create(scratch);
                Owning owning = Owning.of(archive, server, source.major());
                restore(archive, jobs, owning, server.major(), sizes);
                Tried tried = new Comparing(login, name(), dump, execution).with(archive, expected.get(), owning);
                proven = true;
                return tried;
            } finally {
                if (!proven) {
                    drop();
                }
            }
        }
    }

    private String name() {
        return NewDatabase.named(PREFIX + execution.run());
    }

    /** The disk may have filled up while the dump was made. No copy has less than half of its dump's bytes. */
    private void mustFit(Maintenance server, Path archive) {
        long least = Folders.bytes(archive) / 2;
        OptionalLong free = ServerDisk.free(server);
        if (free.isPresent() && free.getAsLong() < least) {
            throw EffectFailure.failed(
                    "there is no room on the server for the scratch database",
                    login.address().shown(),
                    Sizes.show(free.getAsLong()) + " are free where its databases lie, and it needs more than "
                            + Sizes.show(least),
                    "make room there, then resume");
        }
    }

    private String mark() {
        return MARK + execution.run() + "\n" + source.told();
    }

    /**
     * Drops what a killed run left of the same database, and an earlier attempt of this one: nobody else is at work on
     * it, because the lock is ours.
     */
    private void reap(Maintenance server) {
        server.rows("""
                        select d.datname as name, coalesce(pg_catalog.shobj_description(d.oid, 'pg_database'), '') as comment
                        from pg_catalog.pg_database d where pg_catalog.starts_with(d.datname, ?)""", PREFIX).forEach(row -> {
            String name = String.valueOf(row.get("name"));
            String comment = String.valueOf(row.get("comment"));
            boolean ours = comment.startsWith(MARK) && comment.endsWith("\n" + source.told());
            if (name.equals(name()) || ours) {
                reap(server, name);
            }
        });
    }

    /** What another role's run left may not be ours to drop: that hinders nothing but where its name is ours too. */
    private void reap(Maintenance server, String name) {
        try {
            new NewDatabase(server, name, "").drop();
            execution.said("dropped the scratch database " + name + ", which an earlier attempt left");
        } catch (Problem refused) {
            if (name.equals(name())) {
                throw refused;
            }
            execution.said("the scratch database " + name + ", which an earlier attempt left, could not be dropped: "
                    + refused.what());
        }
    }

    /** Where another server does not know the locale, one that every server has is taken. */
    private void create(NewDatabase scratch) {
        try {
            scratch.create(source.like());
        } catch (Problem unknown) {
            if (dump.proving().scratchOn() == null || !unknown.what().contains("locale")) {
                throw unknown;
            }
            execution.said("the scratch database has the locale C: " + unknown.what());
            scratch.create(source.like().plain());
        }
        scratch.keepOut();
    }

    private void restore(Path archive, int jobs, Owning owning, int major, Map<String, Long> sizes) {
        Advance advance = new Advance(execution, sizes, "bytes", "restoring into a scratch database", jobs);
        try (Copies copies = Copies.begin(login.on(name()), major, advance)) {
            kit.tools().restore(kit.restoring(), name(), archive, jobs, suited(owning), advance::line);
        }
    }

    private List<String> suited(Owning owning) {
        List<String> arguments = new ArrayList<>(List.of("--no-publications", "--no-subscriptions"));
        arguments.addAll(owning.arguments());
        if (dump.proving().scratchOn() != null) {
            arguments.add("--no-tablespaces");
        }
        return arguments;
    }

    /** On a new session: the old one may be what went wrong. One that stays must not hide what went wrong before. */
    void drop() {
        try (Maintenance server = Maintenance.open(login.on(Maintenance.DATABASE), "scratch", null)) {
            new NewDatabase(server, name(), mark()).dropOurs();
        } catch (Problem e) {
            execution.said("the scratch database could not be dropped: " + e.what());
        }
    }
}
