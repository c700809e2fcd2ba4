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
        }
        return String.join("\n", lines);
    }

    /** {@code file:line:column}: where in the statement the server points, else where the statement starts. */
    String where() {
        if (statement == null || statement.position().line() == 0) {
            return "";
        }
        ServerErrorMessage said = said();
        int offset = said == null ? 0 : said.getPosition();
        return (offset < 1 ? statement.position() : pointed(statement, offset)).toString();
    }

    /** The text sent differs from the text written where a value is bound: then the column is not known. */
    private static Position pointed(Statement statement, int offset) {
        String sent = statement.sql();
        String before = sent.substring(0, Math.min(offset - 1, sent.length()));
        Position at = statement.position().after(before);
        return statement.values().isEmpty() && !sent.contains("??") ? at : new Position(at.file(), at.line(), 0);
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
