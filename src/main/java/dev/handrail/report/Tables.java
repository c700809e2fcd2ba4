package dev.handrail.report;

import dev.handrail.report.Page.Table;
import dev.handrail.report.RunReport.CheckReport;
import dev.handrail.report.RunReport.StepReport;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of a run's report: steps, issues, checks, decisions, hazards, targets, notes. */
final class Tables {
    private static final int WIDTH = 160;

    private final RunReport report;

    private Tables(RunReport report) {
        this.report = report;
    }

    static List<Table> of(RunReport report) {
        Tables tables = new Tables(report);
        return List.of(
                tables.steps(),
                tables.issues(),
                tables.checks(),
                tables.score(),
                new Table(
                        "Decisions",
                        List.of("When", "Step", "Decision", "Who", "Why"),
                        DecisionRows.of(report.steps())),
                tables.hazards(),
                tables.targets(),
                tables.notes());
    }

    private Table steps() {
        List<List<Piece>> rows = report.steps().stream()
                .map(step -> List.of(
                        new Piece.StepId(step.id()),
                        new Piece.Badge(step.state()),
                        new Piece.Amount(Durations.show(Duration.ofMillis(step.ms()))),
                        Piece.plain(outcome(step))))
                .toList();
        return new Table("Steps", List.of("Step", "State", "Took", "What came of it"), rows);
    }

    /** Why a step ended as it did, else what its effects counted. */
    private static String outcome(StepReport step) {
        if (step.why() != null) {
            return step.why();
        }
        String counts = step.effects().stream()
                .filter(e -> e.state().equals("done") && !e.kind().equals("anchor")) // ours, not the step's
                .flatMap(e -> e.counts().entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, LinkedHashMap::new, Collectors.summingLong(Map.Entry::getValue)))
                .entrySet()
                .stream()
                .map(e -> EffectText.counted(e.getValue(), e.getKey()))
                .collect(Collectors.joining(", "));
        return counts.isEmpty() && step.nothing() != null && step.effects().isEmpty() ? step.nothing() : counts;
    }

    private Table issues() {
        List<List<Piece>> rows = report.issues().stream()
                .map(issue -> List.of(
                        Piece.plain(Head.moment(issue.at())),
                        id(issue.step()),
                        Piece.plain(issue.what()),
                        Piece.plain(issue.settled() ? issue.resolution() : open(issue))))
                .toList();
        return new Table("Issues", List.of("When", "Step", "What happened", "Resolution"), rows);
    }

    private static String open(RunReport.Issue issue) {
        return issue.resolution().isEmpty() ? "open" : "open; " + issue.resolution();
    }

    private static Piece id(String step) {
        return step.isEmpty() ? Piece.plain("") : new Piece.StepId(step);
    }

    /** One row for a check that was judged several times. */
    private Table checks() {
        Map<List<String>, List<CheckReport>> all = new LinkedHashMap<>();
        report.steps()
                .forEach(step -> step.checks()
                        .forEach(c -> all.computeIfAbsent(List.of(step.id(), title(c)), k -> new ArrayList<>())
                                .add(c)));
        List<List<Piece>> rows = new ArrayList<>();
        List<Page.Excerpt> excerpts = new ArrayList<>();
        all.forEach((key, judgments) -> {
            CheckReport last = judgments.get(judgments.size() - 1);
            rows.add(List.of(
                    Piece.plain(key.get(1)),
                    new Piece.Badge(last.verdict()),
                    new Piece.Series(judgments.stream().map(CheckReport::seen).toList()),
                    Piece.plain(last.expected()),
                    new Piece.StepId(key.get(0))));
            if (!last.rows().isEmpty()) {
                excerpts.add(new Page.Excerpt(key.get(1) + " read:", last.table(WIDTH)));
            }
        });
        return new Table("Checks", List.of("Check", "Verdict", "Seen", "Expected", "Step"), rows, excerpts);
    }

    /** What counted in each section, and what was lost where. */
    private Table score() {
        List<List<Piece>> rows = report.score().sections().stream()
                .map(part -> List.of(
                        Piece.plain(part.section()),
                        new Piece.Badge(part.verdict()),
                        Piece.plain(Score.plain(part.kept()) + " of " + Score.plain(part.counted())),
                        Piece.plain(report.score().lostIn(part.section()))))
                .toList();
        return new Table("Score", List.of("Section", "Verdict", "Kept", "Lost"), rows);
    }

    private static String title(CheckReport check) {
        return check.title()
                + (check.role().equals("check") ? "" : " (" + check.role() + ")")
                + (check.phase().equals("forward") ? "" : " (" + check.phase() + ")");
    }

    private Table hazards() {
        List<List<Piece>> rows = report.steps().stream()
                .flatMap(step -> step.hazards().stream()
                        .map(hazard -> List.of(
                                new Piece.StepId(step.id()),
                                Piece.plain(hazard.code() + ": " + hazard.what()
                                        + (hazard.at().isEmpty() ? "" : " (" + hazard.at() + ")")),
                                Piece.plain(hazard.accepted()))))
                .toList();
        return new Table("Hazards that were shown", List.of("Step", "Hazard", "Accepted because"), rows);
    }

    private Table targets() {
        List<List<Piece>> rows = report.targets().stream()
                .map(target -> List.of(
                        Piece.plain(target.name()),
                        Piece.plain(TargetFacts.where(target)),
                        new Piece.Amount(TargetFacts.size(target.start())),
                        new Piece.Amount(TargetFacts.size(target.end()))))
                .toList();
        return new Table("Targets", List.of("Target", "Where", "Size before", "Size after"), rows);
    }

    private Table notes() {
        List<List<Piece>> rows = report.notes().stream()
                .map(note -> List.of(
                        Piece.plain(Head.moment(note.at())),
                        Piece.plain(note.by()),
                        id(note.step() == null ? "" : note.step()),
                        Piece.plain(note.text())))
                .toList();
        return new Table("Notes", List.of("When", "Who", "Step", "Note"), rows);
    }
}
