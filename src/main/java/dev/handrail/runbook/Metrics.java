package dev.handrail.runbook;

import java.time.Duration;
import java.time.Instant;

/** A Prometheus, seen through queries. */
public interface Metrics {
    String base();

    /** @return one row for each series, columns {@code labels} and {@code value}; a scalar where there is one series */
    Reading ask(String query);

    /** @return a row for each sample, columns {@code labels}, {@code at} and {@code value} */
    Reading range(String query, Instant from, Instant to, Duration step);
}
