package dev.handrail.target;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Cache;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Reading;
import dev.handrail.target.postgres.Postgres;
import dev.handrail.target.postgres.Typed;
import dev.handrail.target.redis.RedisTarget;
import dev.handrail.text.Redactor;
import dev.handrail.text.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person's visit to targets: each is connected to when it is asked, and nothing of it stays behind. */
public final class Visit implements AutoCloseable {
    private final Bindings bindings;
    private final Caches caches;
    private final Duration longest;
    private final Map<String, Postgres> seen = new LinkedHashMap<>();
    private @Nullable Typed typing;
    private boolean cancelled;

    /** @param longest how long a statement may take */
    public Visit(Scope scope, Redactor redactor, Duration longest) {
        this.bindings = new Bindings(scope, new Secrets(System.getenv(), redactor), redactor);
        this.caches = new Caches(bindings, redactor);
        this.longest = longest;
    }

    /** One of the person's own questions. */
    public Reading ask(String database, Statement question) {
        return database(database).ask(question, NoValues.NONE);
    }

    /** Each question in a read-only transaction of its own, as the role that reads. */
    public synchronized Database database(String name) {
        return seen.computeIfAbsent(name, n -> new Postgres(bindings.login(n), longest));
    }

    /**
     * Changes it: all of the statements or none.
     *
     * @return as {@link Typed#send}
     */
    public Reading send(String database, List<Statement> statements) {
        try (Typed session = Typed.open(bindings.login(database), longest)) {
            begun(session);
            return session.send(statements);
        } finally {
            over();
        }
    }

    private synchronized void begun(Typed session) {
        if (cancelled) {
            throw new Problem(ExitCode.INTERRUPTED, "it was ended before it began", "", "", "type it again");
        }
        typing = session;
    }

    private synchronized void over() {
        typing = null;
    }

    public Cache cache(String name) {
        return caches.seen(name);
    }

    /**
     * Asks a cache with a command of Redis's own.
     *
     * @return a text, a number, a list of such, or null
     * @throws Problem exit 2 where it is not one that is known to only read
     */
    public @Nullable Object ask(String cache, List<String> words) {
        return RedisTarget.typed(caches.seen(cache), words, false);
    }

    /** As {@link #ask}, and it may change something. */
    public @Nullable Object tell(String cache, List<String> words) {
        return RedisTarget.typed(caches.seen(cache), words, true);
    }

    /** Ends, from another thread, what a database is at work on. */
    public void cancel() {
        List<Postgres> asked;
        synchronized (this) {
            cancelled = true;
            if (typing != null) {
                typing.cancel();
            }
            asked = new ArrayList<>(seen.values());
        }
        asked.forEach(Postgres::endQuestions);
    }

    @Override
    public void close() {
        seen.values().forEach(Postgres::close);
        caches.close();
    }
}
