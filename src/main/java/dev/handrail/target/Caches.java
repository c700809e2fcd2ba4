package dev.handrail.target;

import dev.handrail.settings.Environment.CacheBinding;
import dev.handrail.target.guard.Lock;
import dev.handrail.target.redis.CacheLock;
import dev.handrail.target.redis.RedisTarget;
import dev.handrail.text.Redactor;
import dev.handrail.text.Secret;
import java.util.LinkedHashMap;
import java.util.Map;

/** The caches of a run, each made when it is first asked for: until then nothing of the driver is loaded. */
final class Caches implements AutoCloseable {
    private final Bindings bindings;
    private final Redactor redactor;
    private final Map<String, RedisTarget> seen = new LinkedHashMap<>();
    private final Map<String, Lock> locks = new LinkedHashMap<>();

    Caches(Bindings bindings, Redactor redactor) {
        this.bindings = bindings;
        this.redactor = redactor;
    }

    synchronized RedisTarget seen(String name) {
        RedisTarget known = seen.get(name);
        if (known != null) {
            return known;
        }
        CacheBinding binding = bindings.cache(name);
        RedisTarget made = RedisTarget.at(name, binding.url(), bindings.cachePassword(name));
        Secret password = made.password();
        if (password != null) {
            redactor.learn(password);
        }
        seen.put(name, made);
        return made;
    }

    synchronized Lock lock(String name) {
        return locks.computeIfAbsent(name, n -> new CacheLock(seen(n)));
    }

    @Override
    public synchronized void close() {
        seen.values().forEach(RedisTarget::close);
    }
}
