package dev.handrail.report;

import dev.handrail.text.Escape;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run as OpenMetrics text. Gauges alone, so that what reads Prometheus's older text form reads it too.
 * <a href="https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md">The form</a>
 */
public final class OpenMetrics {
    private static final List<String> STATES = List.of("open", "paused", "done", "taken-back", "abandoned");

    private final StringBuilder text = new StringBuilder();
    private final RunReport report;
    private final String own;

    private OpenMetrics(RunReport report) {
        this.report = report;
        this.own = label("runbook", report.started().runbook()) + ","
                + label("environment", report.started().environment());
    }

    /** @param lastSuccess when this runbook was done there the last time, this run left out; null: never */
    public static String of(RunReport report, @Nullable Instant lastSuccess) {
        OpenMetrics metrics = new OpenMetrics(report);
        metrics.run();
        metrics.times(lastSuccess);
        metrics.steps();
        return metrics.text.append("# EOF\n").toString();
    }

    private void run() {
        family("handrail_run_info", "Which run it is.");
        sample(
                "handrail_run_info",
                label("run", report.run()) + ","
                        + label("operator", report.started().operator()) + ","
                        + label("host", report.started().host()) + ","
                        + label("version", report.started().version()),
                "1");
        family("handrail_run_state", "1 for the state that the run is in.");
        STATES.forEach(state -> sample(
                "handrail_run_state", label("state", state), report.state().equals(state) ? "1" : "0"));
        if (!report.state().equals("open")) {
            family("handrail_run_exit_code", "How the run's last session ended.");
            sample("handrail_run_exit_code", "", Integer.toString(report.exit()));
        }
        family("handrail_run_maintenance", "1 while the site is in maintenance.");
        sample("handrail_run_maintenance", "", report.stillInMaintenance() ? "1" : "0");
        family("handrail_run_due_sections", "Sections that are due later.");
        sample(
                "handrail_run_due_sections",
                "",
                Integer.toString(report.followUps().size()));
    }

    private void times(@Nullable Instant lastSuccess) {
        family("handrail_run_start_timestamp_seconds", "When the run began.");
        sample("handrail_run_start_timestamp_seconds", "", seconds(report.startedAt()));
        if (report.ended() != null && !report.state().equals("open")) {
            family("handrail_run_duration_seconds", "From its begin to its end, or to its last pause.");
            sample("handrail_run_duration_seconds", "", seconds(report.length(report.ended())));
        }
        if (report.maintenance() != null) {
            family(
                    "handrail_run_downtime_seconds",
                    "How long the site was in maintenance, in windows that are closed.");
            sample("handrail_run_downtime_seconds", "", seconds(report.maintenance()));
        }
        Instant success = report.state().equals("done") ? Objects.requireNonNull(report.ended()) : lastSuccess;
        if (success != null) {
            family("handrail_run_last_success_timestamp_seconds", "When this runbook was last done there.");
            sample("handrail_run_last_success_timestamp_seconds", "", seconds(success));
        }
    }

    private void steps() {
        if (report.steps().isEmpty()) {
            return;
        }
        family("handrail_step_duration_seconds", "How long each step took, and how it ended.");
        report.steps()
                .forEach(step -> sample(
                        "handrail_step_duration_seconds",
                        label("step", step.id()) + "," + label("state", step.state()),
                        seconds(Duration.ofMillis(step.ms()))));
        family("handrail_checks", "Judgments by their verdict.");
        List.of("pass", "warn", "fail")
                .forEach(verdict ->
                        sample("handrail_checks", label("verdict", verdict), Long.toString(report.judged(verdict))));
    }

    private void family(String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private void sample(String name, String labels, String value) {
        text.append(name).append('{').append(own);
        text.append(labels.isEmpty() ? "" : ",").append(labels).append("} ");
        text.append(value).append('\n');
    }

    private static String label(String name, String value) {
        String safe = Escape.line(value).replace("\\", "\\\\").replace("\"", "\\\"");
        return name + "=\"" + safe + "\"";
    }

    private static String seconds(Instant at) {
        return String.format(Locale.ROOT, "%.3f", at.toEpochMilli() / 1000.0);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }
}
