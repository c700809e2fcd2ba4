package dev.handrail.target;

import dev.handrail.runbook.Guard;
import dev.handrail.runbook.History;
import dev.handrail.runbook.Performer;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.target.backup.Manifests;
import dev.handrail.target.backup.OverNote;
import dev.handrail.target.guard.FileLock;
import dev.handrail.target.guard.Lock;
import dev.handrail.target.host.LocalHost;
import dev.handrail.target.host.SearchPath;
import dev.handrail.target.host.Workplace;
import dev.handrail.text.Redactor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The targets of one run behind the ports: seen, performed on and guarded. Nothing is looked up before it is asked
 * for, and nothing is connected to before it is used.
 */
public final class Reach implements AutoCloseable {
    private final Databases databases;
    private final Caches caches;
    private final Targets targets;
    private final Performer performer;
    private final Guard guard;

    public Reach(Scope scope, Results results, History history, Clock clock, Redactor redactor) {
        Secrets secrets = new Secrets(System.getenv(), redactor);
        Bindings bindings = new Bindings(scope, secrets, redactor);
        Workplace workplace = workplace(scope);
        databases = new Databases(bindings);
        Web web = new Web(bindings);
        LocalHost host = new LocalHost(scope.home(), workplace, new Manifests());
        caches = new Caches(bindings, redactor);
        targets = new Reached(databases, caches, web, host, bindings, results, history, clock);
        performer = new Performing(new Performers(databases, caches, web, targets, host, workplace, redactor));
        guard = new Locks(scope.declared(), target -> lock(target, scope), OverNote::leave);
    }

    private static Workplace workplace(Scope scope) {
        SearchPath path = SearchPath.ofEnvironment();
        Path own = scope.programs();
        return new Workplace(scope.runbook(), own == null ? path : path.first(own), Map.of());
    }

    private Lock lock(TargetRef target, Scope scope) {
        return switch (target.kind()) {
            case DATABASE -> databases.lock(target.name());
            case CACHE -> caches.lock(target.name());
            default ->
                new FileLock(
                        scope.home().resolve("locks"),
                        scope.environment().name() + "-" + scope.runbook().getFileName());
        };
    }

    public Targets targets() {
        return targets;
    }

    public Performer performer() {
        return performer;
    }

    public Guard guard() {
        return guard;
    }

    public Preflight preflight() {
        return new Preflight(databases, targets);
    }

    /** Ends, from another thread, the questions that are just asked. */
    public void endQuestions() {
        databases.endQuestions();
    }

    /** Ends every session; locks are given back, notes of open runs stay. */
    @Override
    public void close() {
        guard.close();
        databases.close();
        caches.close();
    }
}
