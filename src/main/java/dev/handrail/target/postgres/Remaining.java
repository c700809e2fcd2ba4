package dev.handrail.target.postgres;

import dev.handrail.runbook.Batches;
import dev.handrail.runbook.Execution;
import dev.handrail.text.Quoting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

/** Counts the rows that still meet the condition of a walk that has come to its end. */
record Remaining(Effects effects, Batches batches, Execution execution) {
    /** More than these need no exact number. */
    private static final int MOST = 1_000_000;

    long count(Watch watch, Failures failures, Supplier<String> committed) {
        Session session = effects.begin(batches.envelope(), execution).session();
        try (Statement asking = session.connection().createStatement()) {
            asking.setEscapeProcessing(false);
            session.patience(null);
            try (Watch.Look look = watch.over(session, asking)) {
                asking.execute("set local search_path to default; select pg_catalog.count(*) from (select 1 from "
                        + Quoting.qualified(batches.table()) + " where (" + batches.where() + "\n) limit " + MOST
                        + ") handrail_left");
            }
            asking.getMoreResults(); // behind that of SET
            try (ResultSet row = asking.getResultSet()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw failures.failed(e, null, watch, "Whether rows are left could not be counted; " + committed.get());
        } finally {
            session.rollBack();
        }
    }
}
