package dev.handrail.target.redis;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Progress;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Unlink;
import io.lettuce.core.RedisException;
import java.util.Map;
import java.util.function.Function;

/** Unlinks keys by pattern. */
public final class UnlinkPerformer {
    /** How often a lost connection is opened anew; the pass then begins again, which does no harm. */
    private static final int CONNECTIONS = 4;

    private static final int PASSES = 3;

    private final Function<String, RedisTarget> caches;

    public UnlinkPerformer(Function<String, RedisTarget> caches) {
        this.caches = caches;
    }

    /** @throws EffectFailure failed or cancelled, saying how many keys are gone; performing it again does the rest */
    public Outcome perform(Unlink effect, Execution execution) {
        RedisTarget cache = caches.apply(effect.cache());
        cache.info().master(cache.place());
        execution.onCancel(() -> {});
        execution.started(Map.of("cache", cache.place().shown(), "pattern", effect.pattern()));
        return new Work(cache, effect.pattern(), execution).done();
    }

    /** The plan looks again and unlinks what is there. */
    public Finding establish(Started started) {
        return new Finding(Finding.Verdict.PLAN_AGAIN, "keys that are still there are found again");
    }

    /** One effect on its way. */
    private static final class Work {
        private final RedisTarget cache;
        private final String pattern;
        private final Execution execution;
        private final Sweeping sweeping;
        private long unlinked;
        private long late;
        private int lost;

        Work(RedisTarget cache, String pattern, Execution execution) {
            this.cache = cache;
            this.pattern = pattern;
            this.execution = execution;
            this.sweeping = new Sweeping(cache, this::told, execution::cancelled);
        }

        Outcome done() {
            for (int pass = 1; pass <= PASSES; pass++) {
                long before = unlinked;
                pass();
                if (execution.cancelled()) {
                    throw EffectFailure.cancelled(
                            String.format(java.util.Locale.ROOT, "%,d keys were unlinked, the others stay", unlinked));
                }
                if (pass > 1) {
                    late += unlinked - before;
                }
                if (unlinked == before && sweeping.moved() == 0) {
                    break;
                }
            }
            return outcome();
        }

        private void pass() {
            while (true) {
                try {
                    sweeping.pass(pattern, Stays.NONE);
                    return;
                } catch (RedisException e) {
                    again(e);
                } catch (Problem e) {
                    // What servers there are is asked on a connection of its own, which may be the one that was cut.
                    if (!(e.getCause() instanceof RedisException lost && Trouble.cut(lost))) {
                        throw failed(e);
                    }
                    again(lost);
                } finally {
                    unlinked = sweeping.unlinked();
                }
            }
        }

        private void again(RedisException e) {
            if (!Trouble.cut(e) || ++lost >= CONNECTIONS) {
                throw failed(Trouble.command(cache.place(), "unlink " + pattern, e));
            }
            execution.said("the connection was cut; going over the keys again");
        }

        private EffectFailure failed(Problem problem) {
            String sofar = String.format(java.util.Locale.ROOT, "%,d keys were unlinked before", unlinked);
            return EffectFailure.failed(
                    problem.what(), problem.where(), problem.why() + "; " + sofar, problem.remedy());
        }

        private void told(long keys) {
            execution.progress(new Progress(keys, 0, "keys", pattern));
        }

        private Outcome outcome() {
            Outcome outcome = Outcome.counted("keys", unlinked).fact("pattern", pattern);
            if (late > 0) {
                String text = String.format(
                        java.util.Locale.ROOT, "%,d keys were written while the others were unlinked", late);
                execution.said(text + "; they are unlinked too, and more may follow");
                outcome = outcome.fact("late", Long.toString(late));
            }
            // Replies that were lost with a connection are not counted.
            return lost == 0 ? outcome : outcome.fact("counted", "at least");
        }
    }
}
