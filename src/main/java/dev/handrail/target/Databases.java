package dev.handrail.target;

import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Postgres;
import dev.handrail.target.postgres.PostgresEffects;
import dev.handrail.target.postgres.PostgresLock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The databases of a run, each made when it is first asked for and connected to when it is first used. */
final class Databases implements AutoCloseable {
    private final Bindings bindings;
    private final Map<String, Login> logins = new LinkedHashMap<>();
    private final Map<String, Postgres> seen = new LinkedHashMap<>();
    private final Map<String, PostgresEffects> effects = new LinkedHashMap<>();
    private final Map<String, PostgresLock> locks = new LinkedHashMap<>();

    Databases(Bindings bindings) {
        this.bindings = bindings;
    }

    synchronized Login login(String name) {
        return logins.computeIfAbsent(name, bindings::login);
    }

    synchronized Postgres seen(String name) {
        return seen.computeIfAbsent(name, n -> new Postgres(login(n)));
    }

    synchronized PostgresEffects effects(String name) {
        return effects.computeIfAbsent(name, n -> new PostgresEffects(login(n), seen(n)));
    }

    synchronized PostgresLock lock(String name) {
        return locks.computeIfAbsent(name, n -> new PostgresLock(login(n), seen(n), effects(n)));
    }

    /** Ends the questions that databases are just asked. */
    void endQuestions() {
        List<Postgres> all;
        synchronized (this) {
            all = List.copyOf(seen.values());
        }
        all.forEach(Postgres::endQuestions);
    }

    /** Ends our own sessions in a database and forgets what it was; it is met anew when it is next used. */
    synchronized void leave(String name) {
        effects(name).close();
        seen(name).forget();
    }

    @Override
    public synchronized void close() {
        effects.values().forEach(PostgresEffects::close);
        seen.values().forEach(Postgres::close);
        locks.values().forEach(PostgresLock::close);
    }
}
