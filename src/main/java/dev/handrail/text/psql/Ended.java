package dev.handrail.text.psql;

import dev.handrail.text.Draft;
import dev.handrail.text.Manner;
import dev.handrail.text.SqlProblem;
import dev.handrail.text.Statement;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A statement that came to its end, with the rows behind it, where we can send it at all. */
record Ended(Draft draft, Lines lines) {
    private static final Pattern SETTING = Pattern.compile(
            "set\\s+(?:session\\s+|local\\s+)?(standard_conforming_strings|client_encoding|names)\\b"
                    + "\\s*(?:=|to\\b)?\\s*'?([^'\\s]*)'?\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> ON = Set.of("on", "true", "yes", "1", "default");
    private static final Set<String> UTF8 = Set.of("utf8", "utf-8", "unicode", "default");

    @Nullable
    Statement statement(boolean rows) throws IOException {
        boolean fed = draft.copies("from stdin");
        boolean asks = draft.copies("to stdout");
        Statement statement = draft.finished();
        if (statement == null) {
            return null;
        }
        if (asks) {
            throw SqlProblem.at(
                    statement.position(),
                    "COPY … TO STDOUT has nowhere to go here",
                    "what a file answers is not kept",
                    "give it a step of its own: command 'psql', '-c', '\\\\copy … to …'");
        }
        refuseSeveral(statement, fed);
        refuseSetting(statement);
        return fed ? fed(statement, rows) : statement;
    }

    private Statement fed(Statement statement, boolean rows) throws IOException {
        if (!rows) {
            throw SqlProblem.at(
                    statement.position(),
                    "this COPY has no rows behind it",
                    "it is a variable's value",
                    "write it into the file");
        }
        return statement.with(new Manner.Fed(lines.rows(statement.position())), statement.nature());
    }

    private void refuseSeveral(Statement statement, boolean fed) {
        if (draft.several() && (fed || statement.nature().outside())) {
            throw SqlProblem.at(
                    statement.position(),
                    fed
                            ? "COPY … FROM STDIN can't be sent together with others"
                            : "these statements can't be sent together",
                    fed
                            ? "its rows come behind it"
                            : "one of them can't run in a transaction, and \\; makes one of them",
                    "end it with ; instead of \\;");
        }
    }

    /** Settings that would change what the bytes of the file mean. */
    private static void refuseSetting(Statement statement) {
        Matcher setting = SETTING.matcher(statement.shown());
        if (!setting.matches()) {
            return;
        }
        String value = setting.group(2).toLowerCase(Locale.ROOT);
        if (setting.group(1).equalsIgnoreCase("standard_conforming_strings")) {
            if (!ON.contains(value)) {
                throw SqlProblem.at(
                        statement.position(),
                        "files are read with standard_conforming_strings on",
                        "off, a backslash in '…' would mean something else",
                        "remove it, and write E'…' where backslashes are escapes");
            }
        } else if (!UTF8.contains(value)) {
            throw SqlProblem.at(
                    statement.position(),
                    "files are UTF-8 here, and this one says " + setting.group(2),
                    "",
                    "save it as UTF-8 and say so; a dump: pg_dump --encoding=UTF8");
        }
    }
}
