package dev.handrail.cache;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Cache;
import dev.handrail.runbook.Estimate;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.Unlink;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Escape;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Keys unlinked by pattern.
 *
 * @param pattern a glob; {@code *} with {@code everything}
 */
public record FlushAction(String cache, String pattern, boolean everything) implements Action {
    /** Counting stops here: beyond it the exact figure changes no decision, and would take as long as the work. */
    static final long COUNTED = 100_000;

    private static final int SAMPLES = 5;
    private static final int SHOWN = 80;

    /** @throws Problem exit 2 where the pattern fits every key and that was not said aloud */
    public FlushAction {
        if (!everything && fitsAll(pattern)) {
            throw new Problem(
                    ExitCode.WRONG,
                    "flush { keys '" + pattern + "' } would unlink every key",
                    "",
                    "",
                    "name the keys, e.g. keys 'perm:*'; to unlink all of them, write flush { everything() }");
        }
    }

    /** True where nothing in {@code pattern} tells one key from another. */
    static boolean fitsAll(String pattern) {
        return pattern.replaceAll("\\[\\^.+?]|[*?\\s]", "").isEmpty();
    }

    @Override
    public String word() {
        return "flush";
    }

    @Override
    public Risk ceiling() {
        return everything ? Risk.DESTROYS : Risk.CHANGES;
    }

    @Override
    public List<TargetRef> touches() {
        return List.of(TargetRef.cache(cache));
    }

    @Override
    public Plan plan(Targets targets) {
        Cache redis = Masters.of(targets, cache);
        String glob = everything ? "*" : pattern;
        Cache.Counted all = redis.counted(glob, COUNTED);
        if (all.keys() == 0) {
            return Plan.nothing("no key matches " + glob);
        }
        String counted = all.exact() ? "counted" : "estimated from a part of them";
        List<String> sample = redis.sample(glob, SAMPLES);
        redis.mayDo(List.of(List.of("UNLINK", sample.isEmpty() ? glob : sample.get(0))), glob);
        String basis =
                counted + ", e.g. " + sample.stream().map(FlushAction::brief).collect(Collectors.joining("  "));
        return Plan.of(ceiling(), List.of(new Unlink(cache, glob))).with(Estimate.keys(all.keys(), basis));
    }

    /** Enough of a name to know it by: one may be half a gigabyte long. */
    private static String brief(String key) {
        return key.length() <= SHOWN
                ? Escape.line(key)
                : String.format(
                        Locale.ROOT, "%s… (%,d characters)", Escape.line(key.substring(0, SHOWN)), key.length());
    }

    @Override
    public WayBack wayBack() {
        return new WayBack.Nothing("a cache is filled again by those who use it");
    }
}
