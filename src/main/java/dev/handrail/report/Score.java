package dev.handrail.report;

import dev.handrail.report.RunReport.CheckReport;
import dev.handrail.report.RunReport.StepReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the checks of a run, or of a section, add up to: each counts by its weight, as it was judged last; one that
 * warns keeps half, one that fails nothing.
 *
 * @param verdict {@code pass}, {@code warn}, {@code fail}, or {@code none} where nothing was judged
 * @param kept of {@code counted}
 */
public record Score(String verdict, double kept, double counted, List<Lost> lost, List<Part> sections) {
    private static final int TOLD = 3;

    /** A section's part of it. */
    public record Part(String section, String verdict, double kept, double counted) {}

    /** @param points that a check cost, of its {@code weight} */
    public record Lost(String step, String check, String verdict, double weight, double points) {}

    /** Of all that was judged on the way forward; whether a step is done at all is no check. */
    static Score of(List<StepReport> steps) {
        Map<String, List<StepReport>> sections = steps.stream()
                .collect(Collectors.groupingBy(s -> section(s.id()), LinkedHashMap::new, Collectors.toList()));
        List<Part> parts = new ArrayList<>();
        sections.forEach((section, own) -> {
            Score score = of(own, List.of());
            if (score.counted() > 0) {
                parts.add(new Part(section, score.verdict(), score.kept(), score.counted()));
            }
        });
        return of(steps, parts);
    }

    private static Score of(List<StepReport> steps, List<Part> sections) {
        double counted = 0;
        List<Lost> lost = new ArrayList<>();
        String verdict = "none";
        for (StepReport step : steps) {
            for (CheckReport check : last(step)) {
                counted += check.weight();
                if (!check.verdict().equals("pass")) {
                    double points = check.verdict().equals("warn") ? check.weight() / 2 : check.weight();
                    lost.add(new Lost(step.id(), check.title(), check.verdict(), check.weight(), points));
                }
                verdict = worse(verdict, check.verdict());
            }
        }
        double gone = lost.stream().mapToDouble(Lost::points).sum();
        return new Score(verdict, counted - gone, counted, lost, sections);
    }

    private static String section(String step) {
        return step.substring(0, Math.max(0, step.indexOf('/')));
    }

    /** A check that lasts is the same one as after its step. */
    private static List<CheckReport> last(StepReport step) {
        Map<String, CheckReport> last = new LinkedHashMap<>();
        step.checks().stream()
                .filter(c -> c.phase().equals("forward") && !c.role().equals("when"))
                .forEach(c -> last.put((c.role().equals("lasting") ? "check" : c.role()) + " " + c.title(), c));
        return List.copyOf(last.values());
    }

    private static String worse(String one, String other) {
        List<String> order = List.of("none", "pass", "warn", "fail");
        return order.indexOf(one) >= order.indexOf(other) ? one : other;
    }

    /** {@code WARN, 3.5 of 4: 0.5 lost at a/b 'lookups' (warns, half of 1)}; never without its arithmetic. */
    public String told() {
        if (counted == 0) {
            return "";
        }
        String where = lost.stream().limit(TOLD).map(Score::told).collect(Collectors.joining(", "));
        String more = lost.size() > TOLD ? ", and at " + (lost.size() - TOLD) + " more" : "";
        return verdict.toUpperCase(Locale.ROOT) + ", " + plain(kept) + " of " + plain(counted)
                + (where.isEmpty() ? "" : ": " + where + more);
    }

    String lostIn(String section) {
        return lost.stream()
                .filter(l -> section(l.step()).equals(section))
                .map(Score::told)
                .collect(Collectors.joining(", "));
    }

    private static String told(Lost lost) {
        String how = lost.verdict().equals("warn") ? "warns, half of " : "fails, weight ";
        return plain(lost.points()) + " lost at " + lost.step() + " '" + lost.check() + "' (" + how
                + plain(lost.weight()) + ")";
    }

    static String plain(double points) {
        return BigDecimal.valueOf(points)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
