package dev.handrail.report;

import dev.handrail.report.Comparison.Side;
import dev.handrail.report.Comparison.StepPair;
import dev.handrail.report.Comparison.TargetPair;
import dev.handrail.report.Comparison.Took;
import dev.handrail.text.Durations;
import dev.handrail.text.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What two runs beside each other say. */
final class ComparisonPage {
    /** Less than this, or less than a tenth, is what every run differs by. */
    private static final long MATTERS_MS = 1000;

    private final Comparison both;

    private ComparisonPage(Comparison both) {
        this.both = both;
    }

    static Page of(Comparison both) {
        ComparisonPage page = new ComparisonPage(both);
        return new Page(
                both.now().runbook() + " on " + both.now().environment() + ", compared",
                "",
                "Run " + both.now().run() + " beside run " + both.then().run() + " on "
                        + both.then().environment() + ".",
                List.of(),
                List.of(side("This run", both.now()), side("The other run", both.then()), page.runbook()),
                page.summary(),
                List.of(page.whole(), page.sizes(), page.steps()));
    }

    private static Page.Fact side(String name, Side side) {
        return new Page.Fact(
                name,
                List.of(
                        Piece.code(side.run()),
                        Piece.plain(", " + side.runbook() + " on " + side.environment() + ", "
                                + Head.moment(Instant.parse(side.startedAt())) + ": " + side.state())));
    }

    private Page.Fact runbook() {
        return Page.Fact.of(
                "Runbook",
                both.sameRunbook() ? "the same in both" : "not the same: the script, its files or its inputs differ");
    }

    private String summary() {
        long slower = both.steps().stream().filter(s -> matters(s) > 0).count();
        long faster = both.steps().stream().filter(s -> matters(s) < 0).count();
        long only = both.steps().stream()
                .filter(s -> s.now() == null || s.then() == null)
                .count();
        long otherwise = both.steps().stream().filter(ComparisonPage::otherwise).count();
        return String.format(
                Locale.ROOT,
                "Steps that took longer: %d; less long: %d (both by a second and a tenth at least); that ended otherwise: %d; in one run alone: %d.",
                slower,
                faster,
                otherwise,
                only);
    }

    private static boolean otherwise(StepPair pair) {
        return pair.now() != null
                && pair.then() != null
                && !pair.now().state().equals(pair.then().state());
    }

    private static long matters(StepPair pair) {
        long longer = pair.longer();
        Took then = pair.then();
        boolean little = then == null
                || Math.abs(longer) < MATTERS_MS
                || Math.abs(longer) * 10 < then.took().toMillis();
        return little ? 0 : longer;
    }

    private Page.Table whole() {
        List<List<Piece>> rows = new ArrayList<>();
        rows.add(durations("Whole run", both.then().whole(), both.now().whole()));
        rows.add(durations("Changes", both.then().changes(), both.now().changes()));
        if (both.now().maintenance() != null || both.then().maintenance() != null) {
            rows.add(durations("Downtime", both.then().maintenance(), both.now().maintenance()));
        }
        return new Page.Table("Durations", List.of("", "Then", "Now", "Difference"), rows);
    }

    private static List<Piece> durations(String name, @Nullable Duration then, @Nullable Duration now) {
        return List.of(Piece.plain(name), shown(then), shown(now), difference(then, now));
    }

    private static Piece shown(@Nullable Duration duration) {
        return new Piece.Amount(duration == null ? "" : Durations.show(duration));
    }

    private static Piece difference(@Nullable Duration then, @Nullable Duration now) {
        if (then == null || now == null) {
            return new Piece.Amount("");
        }
        Duration longer = now.minus(then);
        String shown = (longer.isNegative() ? "-" : "+") + Durations.show(longer.abs());
        long before = then.toMillis();
        String times = before < 1 ? "" : String.format(Locale.ROOT, " (%+.0f %%)", 100.0 * longer.toMillis() / before);
        return new Piece.Amount(longer.isZero() ? "" : shown + times);
    }

    private Page.Table steps() {
        List<List<Piece>> rows = both.steps().stream()
                .map(pair -> {
                    Duration then = pair.then() == null ? null : pair.then().took();
                    Duration now = pair.now() == null ? null : pair.now().took();
                    return List.of(
                            Piece.plain(pair.step()), shown(then), shown(now), difference(then, now), states(pair));
                })
                .toList();
        return new Page.Table("Steps", List.of("Step", "Then", "Now", "Difference", "State"), rows);
    }

    private static Piece states(StepPair pair) {
        Took now = pair.now();
        Took then = pair.then();
        if (now == null) {
            return Piece.plain("not in this run");
        }
        if (then == null) {
            return Piece.plain(now.state() + ", not in the other run");
        }
        return otherwise(pair) ? Piece.plain(now.state() + ", then " + then.state()) : new Piece.Badge(now.state());
    }

    private Page.Table sizes() {
        List<List<Piece>> rows =
                both.targets().stream().map(ComparisonPage::sizes).toList();
        return new Page.Table("Sizes", List.of("Target", "Then before", "Then after", "Now before", "Now after"), rows);
    }

    private static List<Piece> sizes(TargetPair pair) {
        return List.of(
                Piece.plain(pair.target()),
                size(pair.thenBefore()),
                size(pair.thenAfter()),
                size(pair.before()),
                size(pair.after()));
    }

    private static Piece size(long bytes) {
        return new Piece.Amount(bytes < 0 ? "" : Sizes.show(bytes));
    }
}
