package dev.handrail.target.redis;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Warm;
import dev.handrail.runbook.Warm.Shape;
import dev.handrail.text.Template;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What {@code replace()} adds. Hashes and sets grow over several rows: they are written aside and renamed when all are
 * there, so that nobody sees half of one and no old member stays. Afterwards keys that the query no longer covers go.
 */
final class Replacement {
    private final Warm effect;
    private final RedisTarget cache;
    private final Execution execution;
    private long unlinked;

    Replacement(Warm effect, RedisTarget cache, Execution execution) {
        this.effect = effect;
        this.cache = cache;
        this.execution = execution;
    }

    private boolean aside() {
        return effect.replace() && effect.shape() != Shape.STRING && effect.shape() != Shape.JSON;
    }

    /** What stands before a key while it is written aside; empty: it is written in place. */
    String prefix() {
        return aside() ? RedisTarget.OWN + "warm:" + execution.run() + ":" : "";
    }

    long unlinked() {
        return unlinked;
    }

    /** Takes away what an attempt that was cut left aside. */
    void clear() {
        if (aside()) {
            sweep(Template.of(prefix()).glob() + "*", key -> false);
        }
    }

    /** As {@link #clear()}, after a failure that is told already: what can't be taken away expires by itself. */
    void forget() {
        try {
            clear();
        } catch (RedisException | dev.handrail.problem.Problem e) {
            execution.said("keys written aside stay as " + prefix() + "* and expire within a day");
        }
    }

    void finish(@Nullable RowWriter writer) {
        if (!effect.replace()) {
            return;
        }
        if (writer == null || writer.rows() == 0) {
            throw EffectFailure.failed(
                    "the query returned no row, and with replace() every key would go",
                    "",
                    "nothing was unlinked",
                    "see why the query is empty; to unlink the keys on purpose use flush");
        }
        if (aside()) {
            rename();
        }
        unlinked = sweep(
                Template.of(effect.key()).glob(),
                key -> Sweep.own(key) || writer.keys().has(new String(key, StandardCharsets.UTF_8)));
    }

    /** A key without a life of its own gets rid of the one it had aside, before its name is known to anyone. */
    private void rename() {
        ScanArgs args =
                ScanArgs.Builder.matches(Template.of(prefix()).glob() + "*").limit(RedisTarget.PAGE);
        KeySet renamed = new KeySet();
        try (Pipeline pipeline = new Pipeline(cache.connector(), RedisTarget.PAGE)) {
            for (ScanCursor cursor = ScanCursor.INITIAL; !cursor.isFinished(); ) {
                ScanCursor from = cursor;
                KeyScanCursor<String> page = cache.command("list keys", redis -> redis.scan(from, args));
                page.getKeys().stream().filter(renamed::add).forEach(key -> rename(pipeline, key));
                pipeline.finish();
                Throwable complaint = pipeline.failure();
                if (complaint != null) {
                    throw Trouble.command(cache.place(), "rename keys", complaint);
                }
                cursor = page;
            }
        }
    }

    private void rename(Pipeline pipeline, String key) {
        if (effect.ttl() == null) {
            pipeline.also(pipeline.redis().persist(key));
        }
        pipeline.write(pipeline.redis().rename(key, key.substring(prefix().length())));
    }

    private long sweep(String pattern, Predicate<byte[]> stays) {
        try (Sweep sweep = new Sweep(cache.connector(), n -> {}, () -> false)) {
            sweep.pass(pattern, stays);
            return sweep.unlinked();
        }
    }
}
