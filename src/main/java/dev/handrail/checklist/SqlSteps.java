package dev.handrail.checklist;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import dev.handrail.text.Statement.Nature;
import java.util.ArrayList;
import java.util.List;

/** A block of SQL: what reads becomes a check, what changes becomes one {@code sql}. */
final class SqlSteps {
    private final Gathering gathering;
    private final String title;
    private final int line;
    private final List<String> lines;
    private final List<String> changing = new ArrayList<>();
    private String changingTitle = "";
    private int changingLine;

    private SqlSteps(Gathering gathering, String title, int line, List<String> lines) {
        this.gathering = gathering;
        this.title = title;
        this.line = line;
        this.lines = lines;
    }

    /** @param line of the first line of {@code sql} in the checklist */
    static void add(Gathering gathering, String title, int line, String sql) {
        gathering.usesDatabase();
        SqlSteps steps = new SqlSteps(gathering, title, line, sql.lines().toList());
        int from = 0;
        for (int i = 0; i <= steps.lines.size(); i++) {
            if (i == steps.lines.size() || steps.lines.get(i).strip().matches("(\\\\|psql\\b).*")) {
                steps.statements(from, i);
                if (i < steps.lines.size()) {
                    steps.psql(i);
                }
                from = i + 1;
            }
        }
    }

    private void psql(int index) {
        String command = lines.get(index).strip();
        int here = line + index;
        if (command.matches("\\\\ir?\\s.*")) {
            ScriptFile.add(gathering, title(index), here, command.replaceFirst("^\\\\ir?\\s+", ""));
        } else if (command.startsWith("psql")) {
            gathering.find(
                    here,
                    Danger.PSQL_ONLY.id(),
                    "'" + command + "' is no SQL",
                    "nothing: the environment says where the database is");
        } else {
            gathering.find(
                    here, Danger.PSQL_ONLY.id(), command + " is a look by psql for a person", Danger.PSQL_ONLY.safe());
            gathering.add(DraftStep.byHand(title(index), "Look with psql: " + command, "or: check('…') { schema … }"));
        }
    }

    private void statements(int from, int to) {
        String text = String.join("\n", lines.subList(from, to));
        if (text.lines().allMatch(l -> l.isBlank() || l.strip().startsWith("--"))) {
            return;
        }
        try {
            List<Statement> all =
                    SqlText.of(Clean.visible(text), new Position("", 1, 1)).statements();
            for (int i = 0; i < all.size(); i++) {
                int end = i + 1 < all.size() ? all.get(i + 1).position().line() - 1 + from : to;
                statement(all.get(i), all.get(i).position().line() - 1 + from, end);
            }
            changed();
        } catch (Problem unreadable) {
            gathering.byHand(
                    line + from,
                    Doubt.UNREADABLE,
                    title,
                    "Run the SQL of line " + (line + from) + ": " + Clean.line(text),
                    unreadable.what());
        }
    }

    private void statement(Statement statement, int start, int end) {
        if (statement.nature() == Nature.CONTROLS_TRANSACTION) {
            return; // each step is a transaction of its own
        }
        if (statement.nature() != Nature.READS) {
            changingTitle = changing.isEmpty() ? title(start) : changingTitle;
            changingLine = changing.isEmpty() ? line + start : changingLine;
            changing.add(statement.shown());
            return;
        }
        changed();
        String named = title(start);
        String said = expected(start, end);
        Answer answer = Answer.said(said, named, statement.shown());
        DraftStep step = gathering.add(DraftStep.of(
                named,
                "check(" + Clean.quoted(named) + ") {",
                "  sql " + Clean.quoted(asked(statement.shown())),
                "  expect " + answer.code(),
                "}"));
        if (!answer.sure()) {
            step.open(gathering.open(
                    line + start,
                    Doubt.ANSWER,
                    said.isEmpty() ? Doubt.ANSWER.means() : "the answer is said in words: " + said));
        }
        placeholder(statement.shown(), start, step);
    }

    /** A query of constants asks whether the database answers: one that reads something does so too. */
    private static String asked(String query) {
        return query.matches("(?is)\\s*select\\s+(\\d+|'[^']*')\\s*;?\\s*") ? "select pg_is_in_recovery()" : query;
    }

    private void placeholder(String sql, int start, DraftStep step) {
        if (sql.matches("(?s).*('\\.\\.\\.'|<[a-z_ -]+>|YYYYMMDD).*")) {
            step.open(gathering.open(line + start, Doubt.PLACEHOLDER, Doubt.PLACEHOLDER.means()));
        }
    }

    private void changed() {
        if (changing.isEmpty()) {
            return;
        }
        String text = changing.size() == 1 ? changing.get(0) : "\n" + String.join(";\n", changing) + ";\n";
        DraftStep step = gathering.add(DraftStep.of(changingTitle, "sql " + Clean.quoted(text)));
        placeholder(text, changingLine - line, step);
        changing.clear();
    }

    /** The comment above a line, else the block's title. */
    private String title(int index) {
        int at = index - 1;
        while (at >= 0 && lines.get(at).isBlank()) {
            at--;
        }
        String comment = at >= 0 && lines.get(at).strip().startsWith("--") ? comment(at) : "";
        String own = Clean.title(comment);
        return own.isEmpty() || Answer.speaks(own) ? title : own;
    }

    private String comment(int index) {
        return Clean.line(lines.get(index).strip().replaceFirst("^-+\\s*", ""));
    }

    /** What comments say of the answer: behind the statement, or above it; else the title does. */
    private String expected(int start, int end) {
        for (int i = start; i < end; i++) {
            int dashes = lines.get(i).indexOf("--");
            String said = dashes < 0 ? "" : Clean.line(lines.get(i).substring(dashes + 2));
            if (Answer.speaks(said)) {
                return said;
            }
        }
        if (start > 0 && lines.get(start - 1).strip().startsWith("--") && Answer.speaks(comment(start - 1))) {
            return comment(start - 1);
        }
        return Answer.speaks(title) ? title : "";
    }
}
