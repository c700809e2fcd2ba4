package dev.handrail.runbook;

import java.util.List;

/** Takes the rows of a query one after the other. */
public interface RowSink {
    /** Called once, before the first row. */
    void columns(List<String> names);

    /**
     * @param row the same object for each row
     * @return false to end the query early
     */
    boolean row(Fields row);
}
