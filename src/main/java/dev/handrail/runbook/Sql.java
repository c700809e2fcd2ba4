package dev.handrail.runbook;

import dev.handrail.text.Manner;
import dev.handrail.text.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Statements on a database: in one transaction with a marker row that proves it, or one statement outside of any.
 *
 * @param title what the statements belong to, e.g. a file's name; may be empty
 * @param bookkeeping statements of ours in the same transaction, e.g. the row in the migration history
 * @param proof outside a transaction: a query of one boolean, true where it was done; null where nothing tells
 * @param facts what taking it back needs; performers put them on record with its start and again with its outcome,
 *     beside {@code title}
 */
public record Sql(
        String database,
        String title,
        List<Statement> statements,
        List<Statement> bookkeeping,
        boolean transaction,
        @Nullable String proof,
        Envelope envelope,
        Map<String, String> facts)
        implements Effect {
    /** The fact that holds a query for a few rows that break what is demanded: asked where the work fails for them. */
    public static final String OFFENDING = "offending";

    /** The setting in which a step's transaction finds how long the work outside of one took right before it. */
    public static final String OUTSIDE = "handrail.outside";

    private static final Pattern CONCURRENTLY = Pattern.compile("(?i)\\bconcurrently\\b");

    public Sql {
        statements = List.copyOf(statements);
        bookkeeping = List.copyOf(bookkeeping);
        facts = Map.copyOf(facts);
    }

    public static Sql inTransaction(String database, List<Statement> statements, Envelope envelope) {
        return new Sql(database, "", statements, List.of(), true, null, envelope, Map.of());
    }

    /** One statement that can't run in a transaction, where doing it again is seen to by the plan. */
    public static Sql outside(String database, Statement statement, String proof, Envelope envelope) {
        return new Sql(database, "", List.of(statement), List.of(), false, proof, envelope, Map.of());
    }

    /** This work under a title, with what taking it back needs. */
    public Sql titled(String what, Map<String, String> record) {
        return new Sql(database, what, statements, bookkeeping, transaction, proof, envelope, record);
    }

    @Override
    public String kind() {
        return "sql";
    }

    @Override
    public TargetRef target() {
        return TargetRef.database(database);
    }

    @Override
    public Semantics semantics() {
        if (transaction) {
            return Semantics.TRANSACTIONAL;
        }
        return proof == null ? Semantics.ONCE : Semantics.IDEMPOTENT;
    }

    @Override
    public String provenBy() {
        if (transaction) {
            return "a marker row in its transaction";
        }
        return proof == null ? "" : "the database's catalog, which says whether it is there";
    }

    /** True where its statements wait without making anybody wait behind them. */
    public boolean concurrent() {
        return !transaction
                && statements.stream()
                        .anyMatch(s -> CONCURRENTLY.matcher(s.sql()).find());
    }

    /** The bounds that count: what lets others pass waits as long as all its tries together might. */
    public Envelope within() {
        return concurrent() ? envelope.patient() : envelope;
    }

    @Override
    public String bounds() {
        return within().shown();
    }

    @Override
    public List<Duration> lockPauses() {
        return within().pauses();
    }

    @Override
    public List<String> show() {
        return lines(statements);
    }

    /** What a query behind {@code \gexec} was seen to answer may be another thing the next time. */
    @Override
    public List<String> content() {
        boolean foreseen = statements.stream().anyMatch(s -> s.manner() instanceof Manner.Generates);
        return foreseen ? lines(statements.stream().map(Foreseeing::forgotten).toList()) : show();
    }

    private List<String> lines(List<Statement> shown) {
        List<String> lines = new ArrayList<>();
        if (!title.isEmpty()) {
            lines.add("-- " + title);
        }
        shown.forEach(s -> lines.addAll(s.lines()));
        bookkeeping.forEach(s -> lines.addAll(s.lines()));
        return lines;
    }
}
