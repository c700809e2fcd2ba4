package dev.handrail.runbook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a query one after the other. */
public interface RowSink {
    /** Called once, before the first row. */
    void columns(List<String> names);

    /**
     * @param values text, number, boolean or null, as in {@link Reading}
     * @return false to end the query early
     */
    boolean row(List<@Nullable Object> values);
}
