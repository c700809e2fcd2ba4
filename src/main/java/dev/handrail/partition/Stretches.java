package dev.handrail.partition;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
import dev.handrail.text.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ranges that are wanted beside those that are there, laid on a line by their rank. */
record Stretches(Table table, Shares.Ranges wanted, Ranks ranks) {
    static Stretches of(Table table, Shares.Ranges wanted, Database seen, Values values) {
        List<String> texts = new ArrayList<>();
        wanted.ends().values().forEach(e -> ends(texts, e));
        table.children().forEach(c -> ends(texts, Written.range(c.bound())));
        return new Stretches(table, wanted, Ranks.of(seen, values, table.type(), texts));
    }

    static void ends(List<String> texts, Shares.Ranges.Ends ends) {
        if (ends.from() != null) {
            texts.add(ends.from());
        }
        if (ends.to() != null) {
            texts.add(ends.to());
        }
    }

    Absent absent() {
        Map<String, Share> missing = missing();
        List<Shares.Ranges.Ends> all = new ArrayList<>(
                table.attached().stream().map(c -> Written.range(c.bound())).toList());
        missing.keySet().forEach(name -> all.add(wanted.ends().get(name)));
        all.sort(Comparator.comparing(e -> bounds(e).from()));
        List<String> gaps = new ArrayList<>();
        for (int i = 1; i < all.size(); i++) {
            if (bounds(all.get(i - 1)).to().isBefore(bounds(all.get(i)).from())) {
                gaps.add("from " + all.get(i - 1).to() + " to " + all.get(i).from());
            }
        }
        return new Absent(missing, gaps);
    }

    private Map<String, Share> missing() {
        List<Bounds> there = table.attached().stream()
                .map(c -> bounds(Written.range(c.bound())))
                .toList();
        Map<String, Bounds> seen = new LinkedHashMap<>();
        Map<String, Share> missing = new LinkedHashMap<>();
        wanted.ends().forEach((name, ends) -> {
            Bounds bounds = bounds(ends);
            refuseWrong(name, bounds, seen);
            seen.put(name, bounds);
            if (!bounds.coveredBy(there)) {
                refuseOverlaps(name, bounds);
                missing.put(
                        name,
                        new Share.Stretch(end(ends.from(), Share.Stretch.LEAST), end(ends.to(), Share.Stretch.MOST)));
            }
        });
        return missing;
    }

    private static String end(@Nullable String text, String none) {
        return text == null ? none : Quoting.literal(text);
    }

    private Bounds bounds(Shares.Ranges.Ends ends) {
        return ranks.bounds(ends);
    }

    private static void refuseWrong(String name, Bounds bounds, Map<String, Bounds> seen) {
        if (!bounds.from().isBefore(bounds.to())) {
            throw wrong("the range " + name + " holds nothing", "its end is not after its start");
        }
        seen.forEach((other, before) -> {
            if (bounds.overlaps(before)) {
                throw wrong("the ranges " + other + " and " + name + " overlap", "");
            }
        });
    }

    private static Problem wrong(String what, String why) {
        return new Problem(
                ExitCode.WRONG, what, "", why, "write each from its start to just before its end: low: [0, 1_000_000]");
    }

    private void refuseOverlaps(String name, Bounds bounds) {
        for (Child child : table.children()) {
            if (bounds(Written.range(child.bound())).overlaps(bounds)) {
                throw Fitting.refused(
                        child.qualified() + " holds a part of " + name + " only",
                        child.bound(),
                        "write the ranges as the table's partitions have them");
            }
        }
    }
}
