package dev.handrail.target.postgres;

import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.Started;
import dev.handrail.text.Quoting;
import dev.handrail.text.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What goes on record of statements: with their start, and again with their outcome. */
final class Records {
    /** The fact that holds the question whose answer proves work outside of a transaction. */
    static final String PROOF = "proof";

    private static final String OUR_NAMES = "select pg_catalog.set_config('search_path', 'pg_catalog', true); ";

    private static final Set<String> CHANGING_ROWS = Set.of("insert", "update", "delete", "merge", "with", "copy");

    private static final Pattern CHANGES_ROLE = Pattern.compile("(?i)\\b(role|session\\s+authorization)\\b");
    private static final Pattern NO_WORD = Pattern.compile("\\W");

    private Records() {}

    static Map<String, String> started(Transaction transaction, Sql sql) {
        Map<String, String> facts = new LinkedHashMap<>(transaction.facts());
        facts.put("title", sql.title());
        facts.putAll(sql.facts());
        if (!sql.transaction() && sql.proof() != null) {
            facts.put(PROOF, sql.proof());
        }
        return facts;
    }

    /**
     * @param generated what was answered to {@code \gexec} and run
     * @param watch what the server said meanwhile, and who was ended
     */
    static Outcome outcome(Sql sql, long rows, List<String> generated, Watch watch) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("title", sql.title());
        facts.putAll(sql.facts());
        if (!generated.isEmpty()) {
            facts.put("generated", String.join(";\n", generated));
        }
        put(facts, "notices", watch.said());
        put(facts, "ended", watch.cleared());
        Map<String, Long> counts = rows > 0 || changesRows(sql) ? Map.of("rows", rows) : Map.of();
        return new Outcome(counts, facts, Map.of(), Map.of());
    }

    private static void put(Map<String, String> facts, String name, List<String> lines) {
        if (!lines.isEmpty()) {
            facts.put(name, String.join("\n", lines));
        }
    }

    /** The server counts no rows for DDL: then "0 rows" would read as if nothing had been done. */
    private static boolean changesRows(Sql sql) {
        return sql.statements().stream()
                .map(statement -> NO_WORD.split(statement.sql().stripLeading(), 2)[0].toLowerCase(Locale.ROOT))
                .anyMatch(CHANGING_ROWS::contains);
    }

    static Started asStarted(Sql sql, Execution execution, Map<String, String> record) {
        return new Started(
                execution.run(),
                execution.step(),
                execution.phase(),
                execution.effect(),
                sql.kind(),
                sql.target(),
                sql.semantics(),
                execution.attempt(),
                record);
    }

    /**
     * Ours is written as the role that is bound and with the server's own names, whatever the author's statements set.
     *
     * @param outside what the step spent outside of transactions right before this one
     */
    static List<Statement> bookkeeping(Sql sql, String role, Duration outside) {
        if (sql.bookkeeping().isEmpty()) {
            return List.of();
        }
        boolean changesRole = sql.statements().stream()
                .anyMatch(s -> CHANGES_ROLE.matcher(s.sql()).find());
        List<Statement> all = new ArrayList<>();
        if (changesRole) {
            all.add(Statement.ours("reset session authorization"));
            all.add(Statement.ours("set role " + Quoting.identifier(role)));
        }
        Statement first = sql.bookkeeping().get(0);
        String spent = outside.isZero() ? "" : "set local " + Sql.OUTSIDE + " to '" + outside.toMillis() + " ms'; ";
        String both = OUR_NAMES + spent + first.sql(); // one round trip for all of them
        all.add(new Statement(both, first.shown(), first.values(), first.position(), first.nature()));
        all.addAll(sql.bookkeeping().subList(1, sql.bookkeeping().size()));
        return all;
    }
}
