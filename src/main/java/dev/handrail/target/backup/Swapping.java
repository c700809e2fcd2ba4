package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Finding.Verdict;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Swap;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import dev.handrail.text.Quoting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Two databases exchange a name, both renamed in one transaction together with the comment that proves it. */
final class Swapping {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Login login;

    Swapping(Login login) {
        this.login = login;
    }

    /** @param ours closes the sessions that we have in the databases ourselves */
    Outcome perform(Swap swap, Execution execution, Runnable ours) {
        try (Maintenance server = Maintenance.open(login.on(Maintenance.DATABASE), "swap", PATIENCE)) {
            String mark = mark(execution.run(), execution.step(), execution.effect(), execution.phase());
            if (!done(server, swap.name(), swap.fresh(), mark)) {
                must(server, swap.name(), true);
                must(server, swap.fresh(), true);
                must(server, swap.kept(), false);
                execution.started(facts(server, swap));
                if (swap.carry()) {
                    new Carrying(login.on(swap.name()), login.on(swap.fresh())).carry();
                }
                ours.run();
                exchange(server, swap, mark, execution.consents().contains(Swap.CONSENT));
            }
            execution.started(facts(server, swap));
            return new Outcome(
                    Map.of(),
                    Map.of("name", swap.name(), "fresh", swap.fresh(), "kept", swap.kept()),
                    Map.of(),
                    Map.of());
        }
    }

    private static Map<String, String> facts(Maintenance server, Swap swap) {
        Map<String, String> facts = new LinkedHashMap<>(server.facts());
        facts.put("name", swap.name());
        facts.put("fresh", swap.fresh());
        facts.put("kept", swap.kept());
        return facts;
    }

    private void exchange(Maintenance server, Swap swap, String mark, boolean consent) {
        if (!consent) {
            Occupants.mustBeNone(server, swap);
        }
        try (Clearing clearing = Clearing.begin(login.on(Maintenance.DATABASE), swap, consent)) {
            server.atomically(() -> {
                server.execute(rename(swap.name(), swap.kept()));
                server.execute(rename(swap.fresh(), swap.name()));
                server.execute("comment on database " + Quoting.identifier(swap.name()) + " is "
                        + Quoting.literal(
                                mark + "\n" + comment(server, swap.kept()).orElse("")));
            });
        } catch (Problem e) {
            if (e.exitCode() == ExitCode.UNREACHABLE) {
                throw new EffectFailure(EffectFailure.Kind.UNKNOWN, e); // the commit may have come through
            }
            throw e;
        }
    }

    private static String rename(String from, String to) {
        return "alter database " + Quoting.identifier(from) + " rename to " + Quoting.identifier(to);
    }

    private static void must(Maintenance server, String database, boolean be) {
        if (comment(server, database).isPresent() != be) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the database " + database + (be ? " is not there" : " is there already"),
                    server.login().address().shown(),
                    "",
                    "see which databases there are (psql -l), then resume");
        }
    }

    /** What became of a swap: it is done exactly when the database with the name carries its mark. */
    Finding establish(Started started) {
        String name = String.valueOf(started.facts().get("name"));
        String fresh = String.valueOf(started.facts().get("fresh"));
        try (Maintenance server = Maintenance.open(login.on(Maintenance.DATABASE), "establish", PATIENCE)) {
            if (!Maintenance.endOrphan(server.login(), started.facts())) {
                return new Finding(Verdict.UNKNOWN, "the session that swapped is still there and could not be ended");
            }
            String mark = mark(started.run(), started.step(), started.effect(), started.phase());
            return done(server, name, fresh, mark)
                    ? new Finding(Verdict.APPLIED, "the comment on database " + name + " says that it was swapped")
                    : new Finding(Verdict.NOT_APPLIED, "database " + fresh + " still has its own name");
        } catch (Problem e) {
            return new Finding(Verdict.UNKNOWN, e.what() + ": " + e.why());
        }
    }

    private static boolean done(Maintenance server, String name, String fresh, String mark) {
        return comment(server, fresh).isEmpty()
                && comment(server, name).filter(c -> c.startsWith(mark + "\n")).isPresent();
    }

    /** Empty where there is no such database. */
    private static Optional<String> comment(Maintenance server, String database) {
        return new NewDatabase(server, database, "").comment();
    }

    private static String mark(String run, String step, String effect, String phase) {
        return "handrail: named so by run " + run + ", step " + step + ", " + phase + " " + effect;
    }
}
