package dev.handrail.partition;

import dev.handrail.partition.PartitionAction.Step;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How partitions are named: text with {@code {table} {yyyy} {Q} {MM} {dd} {HH}}, and {@code {YYYY} {ww}} for ISO weeks. */
record Template(String text) {
    static final Map<String, Function<ZonedDateTime, String>> TOKENS = Map.of(
            "yyyy", t -> padded(t.getYear(), 4),
            "MM", t -> padded(t.getMonthValue(), 2),
            "dd", t -> padded(t.getDayOfMonth(), 2),
            "HH", t -> padded(t.getHour(), 2),
            "Q", t -> padded(t.get(IsoFields.QUARTER_OF_YEAR), 1),
            "YYYY", t -> padded(t.get(IsoFields.WEEK_BASED_YEAR), 4),
            "ww", t -> padded(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2));
    private static final Pattern TOKEN = Pattern.compile("\\{([^}]*)}");
    /** Longer than any cycle that a forgotten part of the date could have. */
    private static final int ENOUGH = 1500;

    static Template of(String text) {
        return new Template(text);
    }

    /** How partitions are named where neither the author nor the table says. */
    static Template usual(Step by) {
        return new Template(
                switch (by) {
                    case HOUR -> "{table}_{yyyy}_{MM}_{dd}_{HH}";
                    case DAY -> "{table}_{yyyy}_{MM}_{dd}";
                    case WEEK -> "{table}_{YYYY}_w{ww}";
                    case MONTH -> "{table}_{yyyy}_{MM}";
                    case QUARTER -> "{table}_{yyyy}_q{Q}";
                    case YEAR -> "{table}_{yyyy}";
                });
    }

    private static String padded(int number, int width) {
        return String.format(Locale.ROOT, "%0" + width + "d", number);
    }

    String name(String table, Period period) {
        String name = TOKEN.matcher(text)
                .replaceAll(token -> java.util.regex.Matcher.quoteReplacement(
                        token.group(1).equals("table")
                                ? table
                                : TOKENS.get(token.group(1)).apply(period.start())));
        return period.repeated() ? name + "b" : name;
    }

    /** @throws Problem exit 2 where it names nothing, or two periods alike */
    void check(Step by) {
        List<String> unknown = TOKEN.matcher(text)
                .results()
                .map(t -> t.group(1))
                .filter(t -> !t.equals("table") && !TOKENS.containsKey(t))
                .toList();
        if (!unknown.isEmpty()) {
            throw wrong("{" + unknown.get(0) + "} in the template of partition names is not known");
        }
        Set<String> names = new HashSet<>();
        Period period = Period.of(by, ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
        for (int i = 0; i < ENOUGH; i++) {
            if (!names.add(name("t", period))) {
                throw wrong("the template '" + text + "' gives two partitions the name " + name("t", period));
            }
            period = period.next();
        }
    }

    private static Problem wrong(String what) {
        return new Problem(
                ExitCode.WRONG,
                what,
                "",
                "",
                "write a template with {table}, {yyyy}, {Q}, {MM}, {dd}, {HH}, or {YYYY} and {ww} for weeks, so that"
                        + " each partition has a name of its own");
    }
}
