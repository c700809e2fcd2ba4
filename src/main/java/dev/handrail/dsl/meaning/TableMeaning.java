package dev.handrail.dsl.meaning;

import dev.handrail.backfill.BackfillAction;
import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.index.IndexAction;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Envelope;
import dev.handrail.sql.SqlAction;
import dev.handrail.text.SqlText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The actions {@code sql}, {@code index} and {@code backfill}. */
final class TableMeaning {
    private static final Duration UNHURRIED = Duration.ofMinutes(10);

    private TableMeaning() {}

    static Action sql(Call call, Scope scope) {
        Options options = new Options(scope.reading(), call);
        if (options.flag("variables") && !(call.argument(0) instanceof Call)) {
            scope.reading()
                    .mistake(
                            Code.WRONG_PLACE,
                            "'variables' are for SQL in a file",
                            call.said("variables").get(0).site().word(),
                            "write ${value} into the SQL, or: sql(file('x.sql')) { variables … }");
        }
        SqlText sql = SqlMeaning.script(scope.reading(), call, 0, SqlMeaning.variables(options));
        return new SqlAction(
                scope.database(call.site().word()),
                sql,
                options.flag("outsideTransaction"),
                options.envelope(),
                scope.reading().accepting().of(sql, call.site().word()));
    }

    static Action index(Call call, Scope scope) {
        Options options = new Options(scope.reading(), call);
        List<Call> modes = call.said().stream()
                .filter(c -> List.of("create", "drop", "replace").contains(c.word()))
                .toList();
        if (modes.isEmpty()) {
            options.missing("'index' says neither create nor drop nor replace", "add: create 'name on table (column)'");
        } else if (modes.size() > 1) {
            scope.reading()
                    .mistake(
                            Code.TWICE,
                            "'index' does one thing",
                            modes.get(1).site().word(),
                            "give the second a step of its own");
        }
        Call mode = modes.isEmpty() ? call : modes.get(0);
        String definition = mode.word().equals("drop") || modes.isEmpty()
                ? modes.isEmpty() ? "?" : Args.plain(scope.reading(), mode, 0)
                : SqlMeaning.fragment(scope.reading(), mode, 0);
        IndexAction.Mode kind = modes.isEmpty()
                ? IndexAction.Mode.CREATE
                : IndexAction.Mode.valueOf(mode.word().toUpperCase(Locale.ROOT));
        return new IndexAction(
                scope.database(call.site().word()), kind, definition, options.envelope(unhurried(options)));
    }

    /** Nobody has to wait behind what is built concurrently; an author who bounds one wait bounds them all. */
    private static Envelope unhurried(Options options) {
        return options.flag("lockTimeout")
                ? new Envelope(Envelope.DEFAULT.lockTimeout(), null)
                : new Envelope(Envelope.DEFAULT.lockTimeout(), null, UNHURRIED);
    }

    static Action backfill(Call call, Scope scope) {
        Options options = new Options(scope.reading(), call);
        String set = options.needed("set", "set 'column = value'")
                .map(s -> behind(scope.reading(), s))
                .orElse("?");
        return new BackfillAction(
                scope.database(call.site().word()),
                options.neededTable("table 'users'"),
                set,
                options.one("where").map(w -> behind(scope.reading(), w)).orElse(null),
                options.whole("batch", 10_000, 1, 10_000_000),
                options.duration("pause", Duration.ZERO),
                options.duration("whileLagBelow"),
                options.one("whileActiveBelow")
                        .map(w -> Args.whole(scope.reading(), w, 0, 1, 100_000))
                        .orElse(null),
                options.plain("key"),
                options.envelope());
    }

    /** SQL that stands behind its word: the word is not repeated in it. */
    private static String behind(Reading reading, Call call) {
        String sql = SqlMeaning.fragment(reading, call, 0);
        if (sql.strip().toLowerCase(Locale.ROOT).startsWith(call.word() + " ")) {
            reading.mistake(
                    Code.BAD_SQL,
                    "'" + call.word() + "' is said twice: as the word, and in its SQL",
                    call.site().argument(0),
                    "leave it out of the SQL: " + call.word() + " '"
                            + sql.strip().substring(call.word().length()).strip() + "'");
        }
        return sql;
    }
}
