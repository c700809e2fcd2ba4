package dev.handrail.backfill;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Estimate;
import dev.handrail.text.Statement;
import dev.handrail.text.Values;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows that are to be changed.
 *
 * @param some whether there is any, or may be
 * @param about how many: counted where that is cheap, else as the planner thinks; null where it does not say
 */
record Matching(boolean some, @Nullable Estimate about) {
    private static final Pattern ROWS = Pattern.compile("\"Plan Rows\": *(\\d+)");
    private static final Pattern COST = Pattern.compile("\"Total Cost\": *([\\d.]+)");
    /** About a second's work: up to here rows are counted, as the planner knows nothing of a column just added. */
    private static final double CHEAP = 100_000;

    /** @throws Problem where {@code where} is not understood by the server */
    static Matching in(Database database, String table, @Nullable String where, Values values) {
        String rows = "from " + table + (where == null ? "" : " where (\n" + where + "\n)");
        String plan = String.valueOf(database.ask(Statement.ours("explain (format json) select " + rows), values)
                .value());
        Matcher cost = COST.matcher(plan);
        boolean cheap = cost.find() && Double.parseDouble(cost.group(1)) <= CHEAP;
        Optional<Matching> counted = cheap ? counted(database, rows, values) : Optional.empty();
        return counted.orElseGet(() -> estimated(database, rows, plan, values));
    }

    private static Matching estimated(Database database, String rows, String plan, Values values) {
        Matcher about = ROWS.matcher(plan);
        long count = about.find() ? Long.parseLong(about.group(1)) : 0;
        return new Matching(some(database, rows, values), estimate(count, "the planner's estimate"));
    }

    private static Optional<Matching> counted(Database database, String rows, Values values) {
        try {
            Object value = database.ask(Statement.ours("select count(*) " + rows), values)
                    .value();
            long count = value instanceof Number number ? number.longValue() : 0;
            return Optional.of(new Matching(count > 0, estimate(count, "counted")));
        } catch (Problem slow) {
            return Optional.empty();
        }
    }

    private static @Nullable Estimate estimate(long count, String basis) {
        return count > 0 ? new Estimate(null, count, "rows", 0, basis) : null;
    }

    /** Where a large table has no row left, looking for one may take too long: then it is left to the batches. */
    private static boolean some(Database database, String rows, Values values) {
        try {
            return Boolean.TRUE.equals(database.ask(Statement.ours("select exists (select " + rows + ")"), values)
                    .value());
        } catch (Problem slow) {
            return true;
        }
    }
}
