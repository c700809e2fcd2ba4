package dev.handrail.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What needs somebody to act, before anything else is told. */
final class Alarms {
    private static final List<String> TROUBLED = List.of("failed", "unknown", "stopped", "rollback failed");

    private Alarms() {}

    static List<Page.Alarm> of(RunReport report) {
        List<Page.Alarm> alarms = new ArrayList<>();
        if (report.stillInMaintenance()) {
            alarms.add(new Page.Alarm("The site is still in maintenance.", List.of()));
        }
        report.steps().stream().filter(s -> TROUBLED.contains(s.state())).forEach(step -> {
            String remedy = step.problem().getOrDefault("remedy", "");
            String why = Objects.requireNonNullElse(step.why(), "");
            alarms.add(new Page.Alarm(
                    step.id() + " " + step.state() + ":",
                    List.of(Piece.plain(remedy.isEmpty() ? why : why + " - to do: " + remedy))));
        });
        if (!report.next().isEmpty() && !report.state().equals("done")) {
            List<Piece> commands = new ArrayList<>();
            report.next().forEach(command -> {
                if (!commands.isEmpty()) {
                    commands.add(Piece.plain(", "));
                }
                commands.add(Piece.code(command));
            });
            alarms.add(new Page.Alarm("Next:", commands));
        }
        return alarms;
    }
}
