package dev.handrail.target.redis;

import dev.handrail.json.Json;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Guard.Holder;
import dev.handrail.runbook.Guard.Mark;
import dev.handrail.target.guard.HolderProcess;
import dev.handrail.target.guard.Lock;
import dev.handrail.text.Durations;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A lock in a cache, for runs that change no database: a key with a token and a short life that is renewed while its
 * holder lives. A holder that is proven dead on this machine is followed at once, any other when its key's life is
 * over. The note of the open run is a second key, which stays.
 */
public final class CacheLock implements Lock {
    static final String LOCK = RedisTarget.OWN + "lock";
    static final String RUN = RedisTarget.OWN + "run";

    private static final String RENEW =
            "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0";
    private static final String FOLLOW = "if redis.call('get', KEYS[1]) == ARGV[1] then"
            + " redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3]) return 1 end return 0";
    private static final String GIVE_BACK =
            "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

    private final RedisTarget cache;
    private final Duration life;
    private @Nullable String held;
    private @Nullable ScheduledExecutorService renewing;

    public CacheLock(RedisTarget cache) {
        this(cache, Duration.ofSeconds(15));
    }

    CacheLock(RedisTarget cache, Duration life) {
        this.cache = cache;
        this.life = life;
    }

    @Override
    public String order() {
        return "cache " + cache.place().shown();
    }

    @Override
    public synchronized void take(Holder holder) {
        cache.info().master(cache.place());
        String value = note(holder, UUID.randomUUID().toString());
        String set = cache.command(
                "take the lock", r -> r.set(LOCK, value, SetArgs.Builder.nx().px(life)));
        if (set == null && !followed(value)) {
            throw heldByAnother();
        }
        held = value;
        renewing(value);
        try {
            if (openRun(holder.run()).isEmpty()) { // else another run's note would be lost
                cache.command("note the open run", r -> r.set(RUN, note(holder, "")));
            }
        } catch (Problem e) {
            close();
            throw e;
        }
    }

    /** Compared and set in one go: of two that follow the same dead holder, one does. */
    private boolean followed(String value) {
        return Optional.ofNullable(cache.command("read who holds it", r -> r.get(LOCK)))
                .filter(theirs -> process(theirs).dead())
                .map(theirs ->
                        script("follow a dead holder", FOLLOW, LOCK, theirs, value, Long.toString(life.toMillis())))
                .filter(done -> done == 1)
                .isPresent();
    }

    private void renewing(String value) {
        renewing = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread =
                    new Thread(work, "renew the lock of " + cache.place().shown());
            thread.setDaemon(true);
            return thread;
        });
        long pause = life.toMillis() / 5;
        renewing.scheduleAtFixedRate(() -> renew(value), pause, pause, TimeUnit.MILLISECONDS);
    }

    /** A renewal that fails is no news yet: the next may succeed within the key's life, and verify tells the truth. */
    private void renew(String value) {
        try {
            script("renew the lock", RENEW, LOCK, value, Long.toString(life.toMillis()));
        } catch (Problem e) {
            // See above.
        }
    }

    private Problem heldByAnother() {
        Optional<Holder> holder = noted(LOCK);
        return new Problem(
                ExitCode.HELD,
                "another run holds cache '" + cache.place().name() + "' now",
                cache.place().shown(),
                holder.map(h -> "run " + h.run() + " of " + h.runbook() + ", by " + h.operator() + " on " + h.host()
                                + " since " + h.since())
                        .orElse(""),
                "wait until it ends (--wait-lock 10m waits for it); a holder that was killed is forgotten within "
                        + Durations.show(life));
    }

    @Override
    public synchronized void verify() {
        String now = cache.command("verify the lock", r -> r.get(LOCK));
        if (held == null || !held.equals(now)) {
            throw new Problem(
                    ExitCode.HELD,
                    "the lock on cache '" + cache.place().name() + "' is lost",
                    cache.place().shown(),
                    now == null ? "it was not renewed in time" : "another run has it now",
                    "see that nobody else works on it, then resume");
        }
    }

    @Override
    public Optional<Holder> openRun(String run) {
        return noted(RUN).filter(h -> !h.run().equals(run));
    }

    @Override
    public List<Mark> marks(String run) {
        return new Heads(cache, run).kept();
    }

    @Override
    public void mark(String run, String head) {
        new Heads(cache, run).keep(head);
    }

    @Override
    public void release(String run) {
        new Heads(cache, run).forget();
        Optional.ofNullable(cache.command("read the open run's note", r -> r.get(RUN)))
                .filter(note -> holder(note).filter(h -> h.run().equals(run)).isPresent())
                .ifPresent(note -> script("take the open run's note away", GIVE_BACK, RUN, note));
    }

    @Override
    public synchronized void close() {
        if (renewing != null) {
            renewing.shutdownNow();
            renewing = null;
        }
        String value = held;
        held = null;
        if (value != null) {
            try {
                script("give the lock back", GIVE_BACK, LOCK, value);
            } catch (Problem e) {
                // It ends with its life.
            }
        }
    }

    private long script(String doing, String script, String key, String... values) {
        return cache.command(doing, r -> r.<Long>eval(script, ScriptOutputType.INTEGER, new String[] {key}, values));
    }

    private Optional<Holder> noted(String key) {
        String text = cache.command("read who holds it", r -> r.get(key));
        return text == null ? Optional.empty() : holder(text);
    }

    private static String note(Holder holder, String token) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("run", holder.run());
        note.put("runbook", holder.runbook());
        note.put("operator", holder.operator());
        note.put("host", holder.host());
        note.put("since", holder.since());
        note.put("token", token);
        note.putAll(HolderProcess.self().facts());
        return Json.write(note);
    }

    private static Optional<Holder> holder(String text) {
        try {
            return Json.read(text) instanceof Map<?, ?> note
                    ? Optional.of(new Holder(
                            word(note, "run"),
                            word(note, "runbook"),
                            word(note, "operator"),
                            word(note, "host"),
                            word(note, "since")))
                    : Optional.empty();
        } catch (Json.NotJson e) {
            return Optional.empty();
        }
    }

    private static HolderProcess process(String text) {
        try {
            return HolderProcess.of(Json.read(text) instanceof Map<?, ?> note ? note : Map.of());
        } catch (Json.NotJson | NumberFormatException e) {
            return HolderProcess.of(Map.of());
        }
    }

    private static String word(Map<?, ?> note, String name) {
        return String.valueOf(note.get(name));
    }
}
