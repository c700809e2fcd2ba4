package dev.handrail.partition;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
import dev.handrail.text.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists of values that are wanted beside those that are there; a value without one has rank 0. */
record Memberships(Table table, Shares.Lists wanted, Ranks ranks) {
    static Memberships of(Table table, Shares.Lists wanted, Database seen, Values values) {
        List<String> texts = new ArrayList<>();
        wanted.values()
                .values()
                .forEach(list -> list.stream().filter(Objects::nonNull).forEach(texts::add));
        table.children()
                .forEach(c -> Written.list(c.bound()).stream()
                        .filter(Objects::nonNull)
                        .forEach(texts::add));
        return new Memberships(table, wanted, Ranks.of(seen, values, table.type(), texts));
    }

    Map<String, Share> missing() {
        Map<Integer, Child> there = new HashMap<>();
        table.children().forEach(child -> Written.list(child.bound()).forEach(v -> there.put(rank(v), child)));
        Map<Integer, String> seen = new HashMap<>();
        Map<String, Share> missing = new LinkedHashMap<>();
        wanted.values().forEach((name, list) -> {
            list.forEach(value -> refuseTwice(name, value, seen));
            List<@Nullable String> absent =
                    list.stream().filter(v -> !there.containsKey(rank(v))).toList();
            if (absent.size() == list.size()) {
                missing.put(name, share(list));
            } else {
                refusePart(name, list, absent, there);
            }
        });
        return missing;
    }

    private int rank(@Nullable String value) {
        return value == null ? 0 : ranks.of(value);
    }

    private void refuseTwice(String name, @Nullable String value, Map<Integer, String> seen) {
        String other = seen.put(rank(value), name);
        if (other != null) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the value " + value + " is in " + (other.equals(name) ? name + " twice" : other + " and " + name),
                    "",
                    "",
                    "a value belongs into one partition");
        }
    }

    private void refusePart(
            String name, List<@Nullable String> list, List<@Nullable String> absent, Map<Integer, Child> there) {
        List<Child> holders = list.stream()
                .map(v -> there.get(rank(v)))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!absent.isEmpty() || holders.stream().anyMatch(Child::detaching)) {
            Child holder = holders.get(0);
            throw Fitting.refused(
                    holder.qualified()
                            + (holder.detaching()
                                    ? " is half detached, and " + name + " needs it"
                                    : " holds a part of " + name + " only"),
                    holder.bound() + "; missing is " + absent,
                    "write the lists as the table's partitions have them: PostgreSQL can't add a value to one");
        }
    }

    private Share share(List<@Nullable String> list) {
        return new Share.Members(
                list.stream().filter(Objects::nonNull).map(Quoting::literal).toList(),
                table.type(),
                list.stream().anyMatch(Objects::isNull));
    }
}
