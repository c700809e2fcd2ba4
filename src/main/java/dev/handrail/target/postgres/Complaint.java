package dev.handrail.target.postgres;

import dev.handrail.problem.Position;
import dev.handrail.text.Statement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server says is wrong with a statement, and where in it. */
record Complaint(SQLException error, @Nullable Statement statement) {
    /** The server's own sentence, on one line. */
    String message() {
        ServerErrorMessage said = said();
        String text =
                said == null || said.getMessage() == null ? String.valueOf(error.getMessage()) : said.getMessage();
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** SQLSTATE in words, the server's sentence, its detail and hint: a line each. */
    String why() {
        return why(SqlStates.inWords(error) + ": " + message());
    }

    /** As {@link #why()}, where the server's sentence has been told already. */
    String whyBesides() {
        return why(SqlStates.inWords(error));
    }

    private String why(String first) {
        List<String> lines = new ArrayList<>();
        lines.add(first);
        ServerErrorMessage said = said();
        if (said != null) {
            add(lines, "detail: ", said.getDetail());
            add(lines, "hint: ", said.getHint());
            add(lines, "in: ", said.getWhere());
            quote(lines, said);
        }
        return String.join("\n", lines);
    }

    /** Where in the file: the place that the server points at with its line and a caret, else where the statement starts. */
    String where() {
        return statement == null || statement.position().line() == 0
                ? ""
                : new Whereabouts(statement, said(), String.valueOf(error.getMessage())).shown();
    }

    /** The place alone; nowhere where the statement stands in no file. */
    Position place() {
        return statement == null || statement.position().line() == 0
                ? Position.NOWHERE
                : new Whereabouts(statement, said(), String.valueOf(error.getMessage())).place();
    }

    /** A statement of a function's own, which stands in no file that we know. */
    private static void quote(List<String> lines, ServerErrorMessage said) {
        String inner = said.getInternalQuery();
        if (inner != null && said.getInternalPosition() > 0) {
            int offset = inner.offsetByCodePoints(
                    0, Math.min(said.getInternalPosition() - 1, inner.codePointCount(0, inner.length())));
            lines.add(Quotation.of(inner, offset, 0));
        }
    }

    private static void add(List<String> lines, String before, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            lines.add(before + text.strip().replaceAll("\\s*\\R\\s*", "; "));
        }
    }

    private @Nullable ServerErrorMessage said() {
        return error instanceof PSQLException e ? e.getServerErrorMessage() : null;
    }
}
