package dev.handrail.text.psql;

import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;
import dev.handrail.text.Draft;
import dev.handrail.text.Lexeme;
import dev.handrail.text.Manner;
import dev.handrail.text.Rows;
import dev.handrail.text.SqlProblem;
import dev.handrail.text.Statement;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;

/** {@code \copy table from 'file' options}: a COPY FROM STDIN whose rows are a file's, or the next lines. */
record CopyCommand(Session session, FileReading file, Position here) {
    Statement statement(String written) throws IOException {
        String text = written.replaceFirst("[;\\s]+$", "");
        int from = word(text, "from");
        if (from < 0) {
            throw word(text, "to") >= 0
                    ? refused("\\copy … to writes a file on this machine, which is not kept")
                    : refused("\\copy without FROM");
        }
        int name = from + "from".length();
        while (name < text.length() && Lexeme.space(text.charAt(name))) {
            name++;
        }
        int end = name == text.length() ? name : nameEnd(text, name);
        if (end < 0 || end == name) {
            throw refused("\\copy … from names no file");
        }
        String wanted = text.substring(name, end);
        Draft draft = new Draft();
        draft.insert("COPY ", "copy ", here);
        take(draft, text.substring(0, from).strip());
        draft.insert(" FROM STDIN ", " from stdin ", here);
        take(draft, text.substring(end).strip());
        Statement statement = Objects.requireNonNull(draft.finished());
        return statement.with(new Manner.Fed(rows(wanted)), statement.nature());
    }

    private Rows rows(String wanted) throws IOException {
        switch (wanted.toLowerCase(Locale.ROOT)) {
            case "stdin" -> {
                return file.lines().rows(here);
            }
            case "pstdin" -> throw refused("\\copy … from pstdin reads what is typed");
            case "program" -> throw refused("\\copy … from program runs a program");
            default -> {
                boolean quoted = wanted.startsWith("'");
                String name = quoted ? wanted.substring(1, wanted.length() - 1).replace("''", "'") : wanted;
                Source source = session.found(name, file.source(), here);
                Rows rows = WholeFile.rows(source);
                session.known(source, rows.digest());
                return rows;
            }
        }
    }

    private Problem refused(String what) {
        return SqlProblem.at(
                here,
                what,
                "",
                "write \\copy table from 'file', or give it a step of its own: command 'psql', '-c', …");
    }

    private static int nameEnd(String text, int name) {
        if (text.charAt(name) == '\'') {
            return Lexeme.at(text, name).end();
        }
        int end = name;
        while (end < text.length() && !Lexeme.space(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Where {@code word} stands outside of quotes and parentheses; -1 where it does not. */
    private static int word(String text, String word) {
        int depth = 0;
        int at = 0;
        while (at < text.length()) {
            Lexeme lexeme = Lexeme.at(text, at);
            if (lexeme.end() < 0) {
                return -1;
            }
            depth += lexeme.kind() == Lexeme.Kind.OPEN ? 1 : lexeme.kind() == Lexeme.Kind.CLOSE ? -1 : 0;
            if (depth == 0 && text.substring(at, lexeme.end()).equalsIgnoreCase(word)) {
                return at;
            }
            at = lexeme.end();
        }
        return -1;
    }

    private void take(Draft draft, String text) {
        int at = 0;
        while (at < text.length()) {
            Lexeme lexeme = Lexeme.at(text, at);
            int end = lexeme.end() < 0 ? text.length() : lexeme.end();
            draft.take(lexeme.kind(), text.substring(at, end), here, false);
            at = end;
        }
    }
}
