package dev.handrail.report;

import dev.handrail.text.Durations;
import dev.handrail.text.Sizes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One effect in words.
 *
 * @param head what became of it
 * @param lines exactly as it was shown, and what was answered or remarked
 */
record EffectText(String head, List<String> lines) {
    private static final int MOST = 200;

    static EffectText of(RunReport.EffectReport effect) {
        String counts = effect.counts().entrySet().stream()
                .map(e -> ", " + counted(e.getValue(), e.getKey()))
                .collect(Collectors.joining());
        String head = (effect.phase().equals("forward") ? "" : effect.phase() + ": ") + effect.kind() + " "
                + effect.state() + ", " + Durations.show(Duration.ofMillis(effect.ms())) + counts
                + (effect.why().isEmpty() ? "" : " - " + effect.why());
        return new EffectText(head, lines(effect));
    }

    /** {@code 1 row}, {@code 1,200 rows}, {@code 3.4 MB}. */
    static String counted(long count, String unit) {
        if (unit.equals("bytes")) {
            return Sizes.show(count);
        }
        boolean one = count == 1 && unit.endsWith("s");
        return String.format(Locale.ROOT, "%,d %s", count, one ? unit.substring(0, unit.length() - 1) : unit);
    }

    private static List<String> lines(RunReport.EffectReport effect) {
        List<String> lines = new ArrayList<>();
        effect.shown().stream().limit(MOST).forEach(lines::add);
        if (effect.shown().size() > MOST) {
            lines.add("... " + (effect.shown().size() - MOST) + " more lines, all of them in the journal");
        }
        for (String fact : List.of("answer", "evidence")) {
            String said = effect.facts().getOrDefault(fact, "");
            if (!said.isEmpty()) {
                lines.add(fact + ": " + said);
            }
        }
        effect.facts().getOrDefault("remarks", "").lines().forEach(remark -> lines.add("remark: " + remark));
        return lines;
    }
}
