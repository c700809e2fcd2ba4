package dev.handrail.report;

import java.util.Locale;

/** What a run's report says. */
final class RunPage {
    private RunPage() {}

    static Page of(RunReport report) {
        return new Page(
                report.started().runbook() + " on " + report.started().environment(),
                report.state(),
                report.started().title(),
                Alarms.of(report),
                Head.of(report),
                summary(report),
                Tables.of(report));
    }

    private static String summary(RunReport report) {
        return String.format(
                        Locale.ROOT,
                        "%d done, %d by hand, %d skipped, %d failed, %d rolled back; checks: %d passed, %d warned, %d failed.",
                        report.count("done"),
                        report.count("by-hand"),
                        report.count("skipped"),
                        report.count("failed"),
                        report.count("rolled-back"),
                        report.judged("pass"),
                        report.judged("warn"),
                        report.judged("fail"))
                + (report.score().counted() == 0
                        ? ""
                        : " Score: " + report.score().told() + ".");
    }
}
