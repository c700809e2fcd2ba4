package dev.handrail.target.postgres;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Anchor;
import dev.handrail.runbook.Batches;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.Started;
import java.sql.SQLException;

/** Performs effects on one database, and finds out what became of those whose end nobody saw. */
public final class PostgresEffects implements AutoCloseable {
    private final Postgres database;
    private final Login login;
    private final Effects effects;
    private final Observer observer;

    public PostgresEffects(Login login, Postgres database) {
        this.database = database;
        this.login = login;
        this.effects = new Effects(login, database.cluster());
        this.observer = new Observer(login);
    }

    public Outcome anchor(Anchor anchor, Execution execution) {
        try {
            return new Anchoring(effects, anchor).perform(execution);
        } finally {
            database.changed();
        }
    }

    public Outcome sql(Sql sql, Execution execution) {
        try {
            Statements.refuseTransactionWords(sql);
            return sql.transaction()
                    ? new Transactional(effects, observer, sql, execution).perform()
                    : new Outside(effects, observer, sql, execution).perform();
        } catch (EffectFailure failure) {
            throw new Offending(database, sql).told(failure, execution);
        } finally {
            database.changed();
        }
    }

    public Outcome batches(Batches batches, Execution execution) {
        try {
            return new Batching(effects, observer, batches, execution).perform(Total.of(database, batches));
        } finally {
            database.changed();
        }
    }

    /**
     * Opens the session that effects are performed on.
     *
     * @throws Problem exit 7 where it can't be opened, the role can't be taken, or the server can't be changed
     */
    public void mustBeChangeable() {
        try {
            effects.idle();
        } catch (SQLException e) {
            throw Refusals.of(e, login.address());
        }
    }

    public Finding establish(Started started) {
        return new Settling(login, started).finding();
    }

    Marks marks() {
        return new Marks(login, effects);
    }

    OpenRuns openRuns() {
        return new OpenRuns(login, effects);
    }

    @Override
    public void close() {
        effects.close();
        observer.close();
    }
}
