package dev.handrail.target;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Cache;
import dev.handrail.runbook.Clients;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.target.host.PgProgram;
import dev.handrail.target.host.SearchPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at everything that a run will need, before it begins and without changing anything. */
public final class Preflight {
    private final Databases databases;
    private final Targets targets;

    Preflight(Databases databases, Targets targets) {
        this.databases = databases;
        this.targets = targets;
    }

    /**
     * One thing that was looked at.
     *
     * @param found what is there, in a line
     * @param problem what is wrong with it and what helps; null where all is well
     */
    public record Look(String needs, String found, @Nullable Problem problem) {
        public boolean good() {
            return problem == null;
        }
    }

    /**
     * @param touched every target that is looked at
     * @param changed those among them that will be changed: a standby, or a role that can't be taken, is a problem
     */
    public List<Look> targets(Collection<TargetRef> touched, Collection<TargetRef> changed) {
        List<Look> all = new ArrayList<>();
        for (TargetRef target : touched) {
            all.add(look(target.toString(), () -> found(target, changed.contains(target))));
        }
        return all;
    }

    /** One of PostgreSQL's programs that serves the server of {@code database}. */
    public Look client(String program, String database) {
        return look(program, () -> {
            int server = targets.database(database).identity().major();
            PgProgram found =
                    PgProgram.require(program, server, Clients.newestFor(program, server), SearchPath.ofEnvironment());
            return found.path() + ", " + found.version();
        });
    }

    /** Whether a database gives each of us a session of our own; no lock is taken. */
    public Look pooler(String database) {
        return look(database, () -> databases.lock(database).sessions());
    }

    private static Look look(String needs, Supplier<String> found) {
        try {
            return new Look(needs, found.get(), null);
        } catch (Problem problem) {
            return new Look(needs, "", problem);
        }
    }

    private String found(TargetRef target, boolean changed) {
        return switch (target.kind()) {
            case DATABASE -> database(target.name(), changed);
            case CACHE -> cache(target.name(), changed);
            case SERVICE -> targets.service(target.name()).base();
            case METRICS -> targets.metrics(target.name()).base();
            case HOST -> "this machine";
        };
    }

    /**
     * Who works in a database, in words.
     *
     * @throws Problem exit 7 where a role can't be taken
     */
    public String accounts(String database) {
        databases.login(database).mustBecomeRole();
        return databases.login(database).accounts();
    }

    /** The session for effects is opened here and used later: so its role and its rights are known before step 1. */
    private String database(String name, boolean changed) {
        Database.Identity at = targets.database(name).identity();
        if (changed) {
            databases.effects(name).mustBeChangeable();
        }
        return "database " + at.database() + " on " + at.host() + ":" + at.port() + " as "
                + databases.login(name).accounts() + ", "
                + (at.standby() ? "standby" : "primary") + ", PostgreSQL " + at.version();
    }

    private String cache(String name, boolean changed) {
        Cache.Identity at = targets.cache(name).identity();
        if (changed && !at.role().equals("master")) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    "the cache " + name + " is a replica, which can't be changed",
                    at.host() + ":" + at.port(),
                    "its role is " + at.role(),
                    "bind the master");
        }
        return "cache on " + at.host() + ":" + at.port() + "/" + at.number() + ", " + at.role() + ", Redis "
                + at.version();
    }
}
