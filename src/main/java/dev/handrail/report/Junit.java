package dev.handrail.report;

import dev.handrail.report.RunReport.CheckReport;
import dev.handrail.report.RunReport.StepReport;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run as JUnit XML, as build servers read it: a suite for each section, a case for each step and for each check. A
 * failure is {@code failure}, an unknown outcome or one that stands open is {@code error}; a warning passes and is told.
 */
public final class Junit {
    private static final List<String> FAILED = List.of("failed", "rollback failed");
    private static final List<String> NOT_KNOWN = List.of("unknown", "stopped", "open");

    private final Markup xml = new Markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final RunReport report;

    private Junit(RunReport report) {
        this.report = report;
    }

    public static String of(RunReport report) {
        return new Junit(report).document();
    }

    private String document() {
        Map<String, List<StepReport>> sections = new LinkedHashMap<>();
        report.steps()
                .forEach(step -> sections.computeIfAbsent(
                                step.id().substring(0, step.id().indexOf('/')), s -> new java.util.ArrayList<>())
                        .add(step));
        open(
                "testsuites",
                report.started().runbook() + " on " + report.started().environment(),
                report.steps());
        sections.forEach(this::suite);
        return xml.close().document();
    }

    private void suite(String section, List<StepReport> steps) {
        open("testsuite", section, steps);
        xml.open("properties");
        property("run", report.run());
        property("state", report.state() + ", exit " + report.exit());
        property("why", report.why());
        property("digest", report.started().digest());
        xml.close();
        steps.forEach(step -> {
            step(step);
            step.checks().forEach(check -> check(step, check));
        });
        xml.close();
    }

    private void open(String element, String name, List<StepReport> steps) {
        long cases = steps.stream().mapToLong(s -> 1 + s.checks().size()).sum();
        long failures = steps.stream()
                .mapToLong(s -> (FAILED.contains(s.state()) ? 1 : 0)
                        + s.checks().stream()
                                .filter(c -> c.verdict().equals("fail"))
                                .count())
                .sum();
        xml.open(
                element,
                "name",
                name,
                "tests",
                Long.toString(cases),
                "failures",
                Long.toString(failures),
                "errors",
                Long.toString(count(steps, NOT_KNOWN)),
                "skipped",
                Long.toString(count(steps, List.of("skipped"))),
                "time",
                seconds(steps.stream().mapToLong(StepReport::ms).sum()),
                "timestamp",
                report.startedAt().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""));
    }

    private static long count(List<StepReport> steps, List<String> states) {
        return steps.stream().filter(s -> states.contains(s.state())).count();
    }

    private void property(String name, String value) {
        if (!value.isEmpty()) {
            xml.empty("property", "name", name, "value", value);
        }
    }

    private void step(StepReport step) {
        String id = step.id();
        String name = step.title().equals(id) ? id : id + " - " + step.title();
        xml.open("testcase", "classname", report.started().runbook(), "name", name, "time", seconds(step.ms()));
        String why = step.why() == null ? step.state() : step.why();
        if (FAILED.contains(step.state())) {
            xml.leaf("failure", problem(step), "message", why, "type", step.state());
        } else if (NOT_KNOWN.contains(step.state())) {
            xml.leaf("error", problem(step), "message", why, "type", step.state());
        } else if (step.state().equals("skipped")) {
            xml.empty("skipped", "message", why);
        }
        xml.close();
    }

    private static String problem(StepReport step) {
        StringBuilder text = new StringBuilder();
        step.problem()
                .forEach((part, value) ->
                        text.append(part).append(": ").append(value).append('\n'));
        return text.toString();
    }

    private void check(StepReport step, CheckReport check) {
        xml.open(
                "testcase",
                "classname",
                report.started().runbook() + "." + step.id().replace('/', '.'),
                "name",
                check.role() + ": " + check.title()
                        + (check.phase().equals("forward") ? "" : " (" + check.phase() + ")"),
                "time",
                seconds(check.ms()));
        String told = "seen: " + check.seen() + "\nexpected: " + check.expected() + "\nasked: " + check.asked() + "\n"
                + String.join("\n", check.table(160));
        if (check.verdict().equals("fail")) {
            xml.leaf(
                    "failure",
                    told,
                    "message",
                    "seen " + check.seen() + ", expected " + check.expected(),
                    "type",
                    "check");
        } else if (check.verdict().equals("warn")) {
            xml.leaf("system-out", "warning\n" + told);
        }
        xml.close();
    }

    private static String seconds(long ms) {
        return String.format(Locale.ROOT, "%.3f", ms / 1000.0);
    }
}
