package dev.handrail.text;

import java.util.ArrayList;
import java.util.List;

/** Statements as people read them. */
final class Shown {
    private Shown() {}

    static List<String> parts(Statement statement) {
        if (statement.manner() instanceof Manner.Says) {
            return List.of();
        }
        if (statement.manner() instanceof Manner.Generates generates && generates.foreseen() != null) {
            return generates.foreseen();
        }
        boolean several = statement.traces().stream()
                .anyMatch(t -> !t.asWritten() && statement.shown().startsWith(";", t.offset()));
        return several
                ? SqlText.of(statement.shown(), statement.position()).statements().stream()
                        .map(Statement::shown)
                        .toList()
                : List.of(statement.shown());
    }

    static List<String> lines(Statement statement) {
        if (statement.manner() instanceof Manner.Says) {
            return List.of("-- " + Escape.line(statement.shown()));
        }
        if (statement.manner() instanceof Manner.Generates generates) {
            return generated(statement, generates);
        }
        List<String> lines = new ArrayList<>((statement.shown() + ";").lines().toList());
        if (statement.manner() instanceof Manner.Fed fed) {
            lines.add("-- with " + fed.rows().show());
        }
        return lines;
    }

    private static List<String> generated(Statement statement, Manner.Generates generates) {
        List<String> lines =
                new ArrayList<>((statement.shown() + " \\gexec").lines().toList());
        if (generates.foreseen() == null) {
            lines.add("-- runs what it answers, which is known only then");
        } else if (generates.foreseen().isEmpty()) {
            lines.add("-- answers nothing to run");
        } else {
            lines.add("-- runs what it answers, which must be:");
            generates.foreseen().forEach(sql -> (sql + ";").lines().forEach(line -> lines.add("  " + line)));
        }
        return lines;
    }
}
