package dev.handrail.runbook;

/** A Prometheus, seen through instant queries. */
public interface Metrics {
    String base();

    /** @return one row for each series, columns {@code labels} and {@code value}; a scalar where there is one series */
    Reading ask(String query);
}
