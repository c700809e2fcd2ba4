package dev.handrail.report;

import dev.handrail.text.Durations;
import dev.handrail.text.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The head of a run's report: the fields of a form that is filled in after a deployment. */
final class Head {
    private final RunReport report;
    private final List<Page.Fact> facts = new ArrayList<>();

    private Head(RunReport report) {
        this.report = report;
    }

    static List<Page.Fact> of(RunReport report) {
        Head head = new Head(report);
        head.run();
        head.followUps();
        head.durations();
        head.sizes();
        head.backups();
        head.book();
        report.sessions().stream().skip(1).forEach(head::session);
        return List.copyOf(head.facts);
    }

    private void run() {
        facts.add(new Page.Fact("Run", List.of(Piece.code(report.run()))));
        fact(
                "Result",
                report.state() + ", exit " + report.exit() + (report.why().isEmpty() ? "" : ": " + report.why()));
        fact(
                "Started",
                moment(report.startedAt()) + " by " + report.started().operator() + " on "
                        + report.started().host());
        if (report.ended() != null) {
            fact(
                    "Ended",
                    moment(report.ended()) + ", after " + Durations.show(report.length(report.ended())) + waits());
        }
    }

    private void followUps() {
        String next = report.next().stream().findFirst().orElse("handrail resume " + report.run());
        report.followUps().forEach(due -> {
            String title = due.title().equals(due.section()) ? "" : " - " + due.title();
            facts.add(new Page.Fact(
                    "Due later",
                    List.of(
                            Piece.plain(due.section() + title + ", from " + moment(due.at()) + ": "),
                            Piece.code(next))));
        });
    }

    /** How much of it was waiting for somebody's answer. */
    private String waits() {
        Duration waited = report.timeline().spans().stream()
                .filter(span -> span.decided() != null)
                .map(span -> Duration.between(span.planned(), Objects.requireNonNull(span.decided())))
                .filter(time -> !time.isNegative())
                .reduce(Duration.ZERO, Duration::plus);
        return waited.toSeconds() < 1 ? "" : ", of which " + Durations.show(waited) + " waiting for answers";
    }

    private void durations() {
        List<RunReport.StepReport> changing = changing(report);
        changing.stream()
                .max(Comparator.comparingLong(RunReport.StepReport::ms))
                .ifPresent(longest -> {
                    long all = changing.stream()
                            .mapToLong(RunReport.StepReport::ms)
                            .sum();
                    fact(
                            "Changes took",
                            shown(all)
                                    + (changing.size() == 1
                                            ? ", " + longest.id()
                                            : " in " + changing.size() + " steps, the longest " + longest.id() + " "
                                                    + shown(longest.ms())));
                });
        if (report.maintenance() != null) {
            fact("Downtime", Durations.show(report.maintenance()));
        }
        report.timeline().windows().stream()
                .filter(window -> window.closed() == null)
                .forEach(window -> fact("Maintenance", "since " + moment(window.opened())));
    }

    /** The steps that may change something, and took time. */
    static List<RunReport.StepReport> changing(RunReport report) {
        return report.steps().stream()
                .filter(s -> !s.risk().equals("reads") && s.ms() > 0)
                .toList();
    }

    private static String shown(long ms) {
        return Durations.show(Duration.ofMillis(ms));
    }

    private void sizes() {
        report.targets().forEach(target -> {
            String before = TargetFacts.size(target.start());
            String after = TargetFacts.size(target.end());
            if (!before.isEmpty() && !after.isEmpty()) {
                String grown = TargetFacts.growth(target);
                fact("Size of " + target.name(), before + " before, " + after + " after" + grown);
            }
        });
    }

    private void backups() {
        report.backups()
                .forEach(b -> facts.add(new Page.Fact(
                        "Backup",
                        List.of(
                                Piece.code(b.place()),
                                Piece.plain(", " + Sizes.show(b.bytes()) + ", taken " + moment(b.at()) + " in "
                                        + b.step() + ", proof: " + b.proof() + ", SHA-256 "),
                                Piece.code(b.digest())))));
    }

    private void book() {
        facts.add(new Page.Fact(
                "Runbook",
                List.of(
                        Piece.code(report.started().file()),
                        Piece.plain(", SHA-256 "),
                        Piece.code(report.started().digest()))));
        table("Inputs", report.started().inputs());
        table("Selection", report.started().selection());
        table("Labels", Objects.requireNonNullElse(report.started().labels(), Map.of()));
        fact("Versions", versions());
        boolean anchored = report.started().targets().keySet().stream()
                .anyMatch(target -> target.startsWith("database ") || target.startsWith("cache "));
        if (!anchored) {
            fact("Journal", "not anchored: no database or cache of this run would show that its end was cut off");
        }
    }

    private String versions() {
        String own = "handrail " + report.started().version();
        String theirs = report.targets().stream()
                .map(TargetFacts::version)
                .filter(version -> !version.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return theirs.isEmpty() ? own : own + ", " + theirs;
    }

    private void table(String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            fact(
                    name,
                    values.entrySet().stream()
                            .map(e -> e.getKey() + "=" + e.getValue())
                            .collect(Collectors.joining(", ")));
        }
    }

    private void session(RunReport.Session s) {
        fact(
                "Also",
                moment(s.at()) + " " + s.what() + " by " + s.operator() + " on " + s.host()
                        + (s.changed().isEmpty() ? "" : "; agreed to: " + String.join(", ", s.changed()))
                        + (s.reason().isEmpty() ? "" : ", because " + s.reason()));
    }

    private void fact(String name, String value) {
        facts.add(Page.Fact.of(name, value));
    }

    /** By the clock of the world, to the second. */
    static String moment(Instant at) {
        return moment(at.toString());
    }

    /** A moment as a manifest has it; anything else as it is. */
    private static String moment(String at) {
        return at.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d(?::\\d\\d)?)(?:\\.\\d+)?Z$", "$1 $2 UTC");
    }
}
