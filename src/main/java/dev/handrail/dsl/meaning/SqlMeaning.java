package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Template;
import dev.handrail.problem.Position;
import dev.handrail.text.Quoting;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import dev.handrail.text.Text;
import dev.handrail.text.Unbindable;
import dev.handrail.text.psql.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL as it was written, with what is bound and what is quoted kept apart from its text. */
final class SqlMeaning {
    private SqlMeaning() {}

    /** SQL that statements are read from; a mistake in its quotes or a missing file is told. */
    static SqlText text(Reading reading, Call call, int index) {
        return text(reading, call.argument(index), call.site().argument(index));
    }

    static SqlText text(Reading reading, @Nullable Object value, Span at) {
        SqlText sql = unread(reading, value, at);
        reading.made(at, Code.BAD_SQL, sql::statements).ifPresent(all -> all.forEach(s -> bindable(reading, s, at)));
        return sql;
    }

    private static void bindable(Reading reading, Statement statement, Span at) {
        Unbindable.in(statement)
                .ifPresent(what -> reading.mistake(
                        Code.BAD_SQL, what, at, "write ${name(table)} for a name, ${literal(value)} for a value"));
    }

    private static SqlText unread(Reading reading, @Nullable Object value, Span at) {
        if (value instanceof Call file && file.word().equals("file")) {
            return file(reading, file, Map.of());
        }
        return value instanceof Template template
                ? new SqlText(pieces(reading, template), reading.content(at))
                : SqlText.of(String.valueOf(value), reading.content(at));
    }

    /** Exactly one statement. */
    static SqlText single(Reading reading, Call call, int index) {
        Span at = call.site().argument(index);
        SqlText sql = unread(reading, call.argument(index), at);
        reading.made(at, Code.BAD_SQL, sql::single).ifPresent(s -> bindable(reading, s, at));
        return sql;
    }

    /** The SQL of an action: in place, or a file that is read with what it includes. */
    static SqlText script(Reading reading, Call call, int index, Map<String, Value> variables) {
        return call.argument(index) instanceof Call file && file.word().equals("file")
                ? file(reading, file, variables)
                : text(reading, call, index);
    }

    private static SqlText file(Reading reading, Call file, Map<String, Value> variables) {
        String name = Args.plain(reading, file, 0);
        return read(reading, name, file.site().argument(0), variables)
                .map(SqlFiles.Content::sql)
                .orElseGet(() -> SqlText.of("select 1", Position.NOWHERE));
    }

    /** A file with SQL; empty where it can't be read, which is told. */
    static Optional<SqlFiles.Content> read(Reading reading, String name, Span at, Map<String, Value> variables) {
        Path path = reading.files().path(name);
        if (!java.nio.file.Files.isRegularFile(path)) {
            reading.mistake(
                    Code.NO_FILE,
                    "there is no file '" + name + "' in " + reading.files().folder(""),
                    at,
                    "check the name; it is relative to the runbook");
            return Optional.empty();
        }
        return reading.made(at, Code.BAD_SQL, () -> reading.files().sql().read(path, variables));
    }

    /** What {@code variables name: value} gives to psql's {@code :name}; an input's value looks like the author's own here. */
    static Map<String, Value> variables(Options options) {
        Map<String, Value> variables = new LinkedHashMap<>();
        for (Call said : options.call().said("variables")) {
            said.named()
                    .forEach((name, value) -> variables.put(
                            name,
                            new Value(
                                    Args.plain(
                                            options.reading(),
                                            value,
                                            said.site().word(),
                                            "variables"),
                                    true)));
        }
        return variables;
    }

    private static List<SqlText.Piece> pieces(Reading reading, Template template) {
        List<SqlText.Piece> pieces = new ArrayList<>();
        for (Object piece : template.pieces()) {
            if (piece instanceof Template.Raw raw) {
                pieces.add(new SqlText.Raw(raw.text()));
            } else if (piece instanceof Template.Value value) {
                pieces.add(new SqlText.Bound(Text.of(value.text())));
            } else if (piece instanceof Template.Later later) {
                pieces.add(bound(reading, later));
            } else {
                pieces.add(quoted(reading, (Call) piece));
            }
        }
        return pieces;
    }

    private static SqlText.Piece bound(Reading reading, Template.Later later) {
        if (reading.declared().hidden(later.part())) {
            reading.mistake(
                    Code.SECRET,
                    "a secret can't stand in SQL: servers log statements",
                    later.at(),
                    "keep it out of SQL; secrets go into env, input, header and json");
        }
        return new SqlText.Bound(new Text(List.of(later.part())));
    }

    private static SqlText.Piece quoted(Reading reading, Call call) {
        String value = Args.plain(reading, call, 0);
        return call.word().equals("name") ? new SqlText.Identifier(value) : new SqlText.Quoted(value);
    }

    /** A piece of SQL that goes into a statement of ours: nothing can be bound in it. */
    static String fragment(Reading reading, Call call, int index) {
        Object value = call.argument(index);
        Span at = call.site().argument(index);
        if (!(value instanceof Template template)) {
            return checked(reading, String.valueOf(value), at);
        }
        StringBuilder text = new StringBuilder();
        for (SqlText.Piece piece : pieces(reading, template)) {
            if (piece instanceof SqlText.Raw raw) {
                text.append(raw.text());
            } else if (piece instanceof SqlText.Identifier name) {
                text.append(Quoting.qualified(name.name()));
            } else if (piece instanceof SqlText.Quoted literal) {
                text.append(Quoting.literal(literal.value()));
            } else {
                reading.mistake(
                        Code.BAD_SQL,
                        "in '" + call.word() + "' a value can't be bound",
                        at,
                        "write ${literal(value)} for a value, ${name(column)} for a name");
            }
        }
        return checked(reading, text.toString(), at);
    }

    private static String checked(Reading reading, String fragment, Span at) {
        SqlText sql = SqlText.of(fragment, reading.content(at));
        reading.made(at, Code.BAD_SQL, sql::statements)
                .filter(all -> all.size() != 1)
                .ifPresent(all -> reading.mistake(
                        Code.BAD_SQL, "one piece of SQL is expected here", at, "write it without ; and not empty"));
        return fragment;
    }
}
