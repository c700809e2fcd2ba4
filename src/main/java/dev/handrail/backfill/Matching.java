package dev.handrail.backfill;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Estimate;
import dev.handrail.text.Statement;
import dev.handrail.text.Values;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows that are to be changed.
 *
 * @param some whether there is any, or may be
 * @param about how many, as the planner thinks; null where it does not say
 */
record Matching(boolean some, @Nullable Estimate about) {
    private static final Pattern ROWS = Pattern.compile("\"Plan Rows\": *(\\d+)");

    /** @throws Problem where {@code where} is not understood by the server */
    static Matching in(Database database, String table, @Nullable String where, Values values) {
        String rows = "select from " + table + (where == null ? "" : " where (\n" + where + "\n)");
        Object plan = database.ask(Statement.ours("explain (format json) " + rows), values)
                .value();
        Matcher about = ROWS.matcher(String.valueOf(plan));
        long count = about.find() ? Long.parseLong(about.group(1)) : 0;
        return new Matching(
                some(database, rows, values),
                count > 0 ? new Estimate(null, count, "rows", 0, "the planner's estimate") : null);
    }

    /** Where a large table has no row left, looking for one may take too long: then it is left to the batches. */
    private static boolean some(Database database, String rows, Values values) {
        try {
            return Boolean.TRUE.equals(database.ask(Statement.ours("select exists (" + rows + ")"), values)
                    .value());
        } catch (Problem slow) {
            return true;
        }
    }
}
