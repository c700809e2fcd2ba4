package dev.handrail.target.redis;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Warm;
import dev.handrail.text.Template;
import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;

/**
 * What {@code replace()} adds. Keys are written aside and renamed when all are there, so that nobody meets a key that is
 * missing or half of one, and no old member stays. Afterwards keys that the query no longer covers go.
 */
final class Replacement {
    private final Warm effect;
    private final RedisTarget cache;
    private final Execution execution;
    private final Naming naming;
    private long unlinked;

    Replacement(Warm effect, RedisTarget cache, Execution execution) {
        this.effect = effect;
        this.cache = cache;
        this.execution = execution;
        this.naming = effect.replace()
                ? Naming.aside(execution.run(), cache.topology().cluster())
                : Naming.inPlace();
    }

    /** Where each key is written. */
    Naming naming() {
        return naming;
    }

    long unlinked() {
        return unlinked;
    }

    /** Takes away what an attempt that was cut left aside. */
    void clear() {
        if (naming.elsewhere()) {
            new Sweeping(cache, n -> {}, () -> false).ours(naming.glob());
        }
    }

    /** As {@link #clear()}, after a failure that is told already: what can't be taken away expires by itself. */
    void forget() {
        try {
            clear();
        } catch (RedisException | dev.handrail.problem.Problem e) {
            execution.said("keys written aside stay as " + naming.prefix() + "* and expire within a day");
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
        rename();
        KeySet covered = writer.keys();
        unlinked = new Sweeping(cache, n -> {}, () -> false)
                .pass(Template.of(effect.key()).glob(), covered::has)
                .unlinked();
    }

    private void rename() {
        KeySet renamed = new KeySet();
        try (Pipeline pipeline = new Pipeline(cache, Scan.PAGE)) {
            for (RedisPlace server : cache.topology().primaries()) {
                try (Bulk bulk = cache.connector().bulk(server)) {
                    Scan scan = new Scan(bulk, naming.glob(), Scan.PAGE, true);
                    while (scan.more()) {
                        scan.next((key, length) -> {
                            if (renamed.add(key, length)) {
                                rename(pipeline, key, length);
                            }
                        });
                        pipeline.rowsDone();
                    }
                }
            }
            pipeline.finish();
            if (pipeline.failure() != null) {
                throw Trouble.command(cache.place(), "rename keys", pipeline.failure());
            }
        }
    }

    /** A key without a life of its own gets rid of the one it had aside, before its name is known to anyone. */
    private void rename(Pipeline pipeline, byte[] key, int length) {
        if (effect.ttl() == null) {
            pipeline.to(key, length).command(2).word("PERSIST").word(key, 0, length);
            pipeline.done(false);
        }
        int begin = naming.begin(key);
        Outgoing out = pipeline.to(key, length).command(3).word("RENAME").word(key, 0, length);
        out.word(key, begin, length - begin);
        pipeline.done(true);
    }
}
