package dev.handrail.shell.session;

import dev.handrail.journal.Runs;
import dev.handrail.problem.Problem;
import dev.handrail.sandbox.Sandbox;
import dev.handrail.settings.Environment;
import dev.handrail.shell.person.Beside;
import dev.handrail.shell.query.Ground;
import dev.handrail.target.Scope;
import dev.handrail.target.Visit;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What sql and redis see from where a person sits: the environment that they work on, and its open runs, which keep what
 * was typed.
 *
 * @param pager shows lines page by page; false where it does not
 */
public record Sight(Supplier<Session> at, Predicate<List<String>> pager) implements Ground {
    /** In the sandbox the names of the open run's runbook; where not exactly one is open, {@code runbook/name}. */
    @Override
    public Environment environment() {
        Session session = at.get();
        Environment given = session.environment();
        if (!given.sandbox()) {
            return given;
        }
        try (Sandbox sandbox =
                Sandbox.of(session.home().open(), text -> session.console().say(text))) {
            Environment all = sandbox.everything(given);
            List<Runs.Run> open = open(session, given);
            return open.size() == 1 ? named(all, open.get(0)) : all;
        }
    }

    private static Environment named(Environment all, Runs.Run run) {
        String prefix = run.state().started().runbook() + "/";
        Map<String, Environment.DatabaseBinding> databases = of(all.databases(), prefix);
        Map<String, Environment.CacheBinding> caches = of(all.caches(), prefix);
        return databases.isEmpty() && caches.isEmpty()
                ? all
                : new Environment(
                        all.name(),
                        all.guarded(),
                        databases,
                        caches,
                        all.services(),
                        all.metrics(),
                        all.secrets(),
                        all.channels(),
                        true);
    }

    private static <T> Map<String, T> of(Map<String, T> all, String prefix) {
        Map<String, T> own = new HashMap<>();
        all.forEach((name, binding) -> {
            if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), binding);
            }
        });
        return own;
    }

    @Override
    public Visit visit(Environment environment, Duration longest) {
        Session session = at.get();
        Scope scope = new Scope(
                environment, List.of(), session.seat().folder(), session.home().root(), "shell");
        return new Visit(scope, session.console().redactor(), longest);
    }

    @Override
    public boolean writes() {
        return at.get().options().writes();
    }

    @Override
    public boolean confirms(String what, String name) {
        Session session = at.get();
        return session.seat()
                .keyboard()
                .get()
                .map(keys -> new Beside(keys, session.console(), session::width).named(what, name))
                .orElse(false);
    }

    /** Where it can't be kept, a question is asked all the same, and that is told. */
    @Override
    public void records(Environment environment, String command) {
        Session session = at.get();
        for (Runs.Run run : open(session, environment)) {
            try {
                new Notes(session).keep(run, command);
            } catch (Problem problem) {
                if (writes()) {
                    throw problem;
                }
                session.console().say("warning: not on record of run " + run.id() + ": " + problem.what());
            }
        }
    }

    private static List<Runs.Run> open(Session session, Environment environment) {
        return session.runs().all().stream()
                .filter(Runs.Run::open)
                .filter(run -> run.state().started().environment().equals(environment.name()))
                .toList();
    }

    @Override
    public int width() {
        return at.get().console().telling().accessible() ? 1 : at.get().width();
    }

    @Override
    public boolean pages(List<String> lines) {
        return pager.test(lines);
    }
}
