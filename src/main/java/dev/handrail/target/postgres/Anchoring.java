package dev.handrail.target.postgres;

import dev.handrail.runbook.Anchor;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Guard.Holder;
import dev.handrail.runbook.Outcome;
import dev.handrail.text.Quoting;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Schema {@code handrail} and the row of the open run, in one transaction that may be repeated. */
record Anchoring(Effects effects, Anchor anchor) {
    static final String SCHEMA = """
            create schema if not exists handrail;
            comment on schema handrail is 'handrail: what was applied here, by which run, and which run is open';
            create table if not exists handrail.marker (
              run text not null, step text not null, phase text not null, effect text not null,
              attempt int not null, xid pg_catalog.xid8, head text not null default '', cursor text,
              at timestamptz not null default pg_catalog.now(),
              primary key (run, step, phase, effect));
            comment on table handrail.marker is
              'written in the same transaction as the work: the row is there exactly when the work is';
            comment on column handrail.marker.cursor is 'the last key of a walk in batches; null: it came to its end';
            comment on column handrail.marker.head is 'the head of the run''s journal, so that a cut one is noticed';
            create table if not exists handrail.run (
              run text primary key, runbook text not null, operator text not null, host text not null,
              since timestamptz not null);
            comment on table handrail.run is 'the runs that are open here';
            create table if not exists handrail.migration (
              name text primary key, digest text not null, run text not null, step text not null,
              applied_by text not null default current_user,
              applied_at timestamptz not null default pg_catalog.now());
            comment on table handrail.migration is 'the migration files applied here, each once'""";

    static final String NOTE = """
            insert into handrail.run (run, runbook, operator, host, since) values (?, ?, ?, ?, ?::timestamptz)
            on conflict (run) do update set operator = excluded.operator, host = excluded.host""";

    Outcome perform(Execution execution) {
        Transaction transaction = effects.begin(Envelope.DEFAULT, execution);
        execution.started(transaction.facts());
        Session session = transaction.session();
        try {
            if (anchor.schemaMissing()) {
                try (Statement making = session.connection().createStatement()) {
                    making.execute(SCHEMA);
                }
            }
            note(session, execution.holder());
            session.connection().commit();
            return Outcome.DONE;
        } catch (SQLException e) {
            session.rollBack();
            throw failure(e);
        }
    }

    static void note(Session session, Holder holder) throws SQLException {
        try (PreparedStatement noting = session.connection().prepareStatement(NOTE)) {
            noting.setString(1, holder.run());
            noting.setString(2, holder.runbook());
            noting.setString(3, holder.operator());
            noting.setString(4, holder.host());
            noting.setString(5, holder.since());
            noting.executeUpdate();
        }
    }

    private EffectFailure failure(SQLException e) {
        String user = effects.login().effectiveRole();
        String fix = SqlStates.of(e).equals(SqlStates.NO_RIGHT)
                ? "let an administrator run: grant create on database "
                        + Quoting.identifier(effects.login().address().database()) + " to "
                        + Quoting.identifier(user)
                : Fixes.of(e, user);
        return EffectFailure.failed(
                "schema handrail could not be made or written",
                effects.login().address().shown(),
                new Complaint(e, null).why() + "\nNothing changed: the transaction was rolled back.",
                fix);
    }
}
