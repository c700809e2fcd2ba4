package dev.handrail.target.postgres;

import dev.handrail.runbook.Batches;
import dev.handrail.runbook.Execution;
import dev.handrail.text.Quoting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one batch: the next keys are found, their rows changed and the cursor set, in one statement. The cursor
 * is null once fewer keys were found than asked for: the walk has come to its end.
 */
record Batch(Batches batches, Execution execution, int limit) {
    /** Who waits for rows of this transaction waits for its end. */
    private static final String WAITERS = "select pg_catalog.count(*) from pg_catalog.pg_locks where not granted and"
            + " locktype operator(pg_catalog.=) 'transactionid'"
            + " and transactionid operator(pg_catalog.=) pg_catalog.pg_current_xact_id()::pg_catalog.xid";

    /** @param cursor the last key that is done; null: none yet */
    Done run(Statement sending, @Nullable String cursor) throws SQLException {
        sending.setEscapeProcessing(false);
        sending.execute("set local search_path to default; " + sql(cursor) + "; " + WAITERS);
        sending.getMoreResults(); // behind that of SET
        long rows;
        long still;
        String last;
        try (ResultSet row = sending.getResultSet()) {
            row.next();
            rows = row.getLong(1);
            last = row.getString(2);
            still = row.getLong(3);
        }
        sending.getMoreResults();
        try (ResultSet row = sending.getResultSet()) {
            row.next();
            return new Done(rows, last, still, row.getInt(1));
        }
    }

    String sql(@Nullable String cursor) {
        String table = Quoting.qualified(batches.table());
        String key = Quoting.identifier(batches.key());
        String behind = cursor == null ? key + " is not null" : key + " > " + Quoting.literal(cursor);
        String condition = batches.where() == null ? "" : " and (" + batches.where() + "\n)";
        String still = batches.where() == null ? "false" : "coalesce((" + batches.where() + "\n), false)";
        return "with handrail_batch as materialized (select " + key + " as handrail_key from " + table + " where "
                + behind + condition + " order by " + key + " limit " + limit + "),\n"
                + "handrail_change as (update " + table + " set " + batches.set() + "\n where " + key
                + " in (select handrail_key from handrail_batch)" + condition + " returning " + still
                + " as handrail_still),\n"
                + "handrail_mark as (update handrail.marker set attempt = " + execution.attempt()
                + ", at = pg_catalog.now(),"
                + " xid = pg_catalog.pg_current_xact_id(), cursor = case when (select pg_catalog.count(*) from"
                + " handrail_batch) < " + limit + " then null else " + last() + " end where " + mine()
                + " returning cursor)\n"
                + "select (select pg_catalog.count(*) from handrail_change), (select cursor from handrail_mark),"
                + " (select pg_catalog.count(*) from handrail_change where handrail_still)";
    }

    /** Qualified: a bare name in ORDER BY would mean the text that is selected, in which 9 comes after 10. */
    private static String last() {
        return "(select handrail_key::text from handrail_batch order by handrail_batch.handrail_key desc limit 1)";
    }

    private String mine() {
        return is("run", execution.run()) + " and " + is("step", execution.step()) + " and "
                + is("phase", execution.phase()) + " and " + is("effect", execution.effect());
    }

    private static String is(String column, String value) {
        return column + " operator(pg_catalog.=) " + Quoting.literal(value);
    }

    /**
     * @param cursor the last key that is done; null: all are
     * @param still rows that meet the condition although they were changed
     * @param waiters sessions that wait for rows of this batch
     */
    record Done(long rows, @Nullable String cursor, long still, int waiters) {}
}
