package dev.handrail.target.postgres

import dev.handrail.live.LivePostgres
import dev.handrail.runbook.Database.Identity
import dev.handrail.runbook.Finding.Verdict
import dev.handrail.runbook.Semantics
import dev.handrail.runbook.Started
import dev.handrail.runbook.TargetRef
import spock.lang.Requires

import static dev.handrail.target.postgres.PostgresSpec.login

/** What a database says of work, for each thing that it may know or not know. */
@Requires({ LivePostgres.available })
class SettlingSpec extends EffectsOnPostgres {
    private Started started(Map<String, String> facts, Semantics semantics = Semantics.TRANSACTIONAL, String kind = 'sql') {
        new Started('run-1', 'a/b', 'forward', 'e1', kind, TargetRef.database('main'), semantics, 2, facts)
    }

    private void marker(int attempt, String cursor) {
        server.execute(name, """insert into handrail.marker (run, step, phase, effect, attempt, xid, head, cursor)
            values ('run-1', 'a/b', 'forward', 'e1', $attempt, pg_current_xact_id(), '', ${cursor == null ? 'null' : "'$cursor'"})""".toString())
    }

    def "without a marker the transaction's own status speaks: #status is #verdict"() {
        given:
        anchor()
        def other = server.connect(name)
        other.autoCommit = false
        def row = other.createStatement().executeQuery('select pg_current_xact_id()::text')
        row.next()
        String xid = row.getString(1)
        if (how) {
            other."$how"()
        }

        when:
        def finding = effects.establish(started([xid: xid]))

        then:
        finding.verdict() == verdict
        finding.evidence().contains(status)

        cleanup:
        other.close()

        where:
        how        | status            | verdict
        'commit'   | 'was committed, but handrail.marker has no row' | Verdict.UNKNOWN
        'rollback' | 'was rolled back' | Verdict.NOT_APPLIED
        null       | 'in progress'     | Verdict.UNKNOWN
    }

    def "nobody is asked whether an open run was noted: it is noted again, where that was #how as well"() {
        given:
        anchor()
        def other = server.connect(name)
        other.autoCommit = false
        def row = other.createStatement().executeQuery('select pg_current_xact_id()::text')
        row.next()
        String xid = row.getString(1)
        other."$how"()

        expect:
        effects.establish(started([xid: xid], Semantics.IDEMPOTENT, 'anchor')).verdict() == Verdict.PLAN_AGAIN

        cleanup:
        other.close()

        where:
        how << ['commit', 'rollback']
    }

    def "a transaction that is too old for the server is not guessed at, nor one that it never knew taken for done"() {
        given:
        anchor()

        expect:
        effects.establish(started([xid: '3'])).verdict() == Verdict.UNKNOWN
        effects.establish(started([xid: '4000000000'])).verdict() == Verdict.NOT_APPLIED
    }

    def "a marker of this attempt or a later one proves it, one of an earlier attempt does not"() {
        given:
        anchor()
        marker(attempt, null)

        expect:
        effects.establish(started([xid: '4000000000'])).verdict() == verdict

        where:
        attempt | verdict
        1       | Verdict.NOT_APPLIED
        2       | Verdict.APPLIED
        3       | Verdict.APPLIED
    }

    def "a database without our schema, or without its table, has no marker"() {
        expect:
        effects.establish(started([xid: '4000000000'])).verdict() == Verdict.NOT_APPLIED

        when:
        server.execute(name, 'create schema handrail')

        then:
        effects.establish(started([xid: '4000000000'])).verdict() == Verdict.NOT_APPLIED
    }

    def "a marker that may not be read proves nothing either way"() {
        given:
        anchor()
        String user = "blind_$name"
        server.execute(name, "create role $user login password '${LivePostgres.PASSWORD}'")
        def low = new PostgresEffects(login(server.conninfo(name, true, user)), database)

        expect:
        low.establish(started([xid: '4000000000'])).verdict() == Verdict.UNKNOWN

        cleanup:
        low.close()
    }

    def "a walk in batches came to its end, or goes on behind its cursor: attempt #attempt, cursor #cursor"() {
        given:
        anchor()
        if (attempt) {
            marker(attempt, cursor)
        }

        expect:
        effects.establish(started([:], Semantics.IDEMPOTENT, 'batches')).verdict() == verdict

        where:
        attempt | cursor | verdict
        0       | null   | Verdict.PLAN_AGAIN
        1       | null   | Verdict.PLAN_AGAIN
        2       | '17'   | Verdict.PLAN_AGAIN
        2       | null   | Verdict.APPLIED
    }

    def "outside of a transaction a proof speaks, else what the work is: #semantics"() {
        expect:
        effects.establish(started(facts, semantics)).verdict() == verdict

        where:
        semantics            | facts                                 | verdict
        Semantics.IDEMPOTENT | [:]                                   | Verdict.PLAN_AGAIN
        Semantics.ONCE       | [:]                                   | Verdict.UNKNOWN
        Semantics.ONCE       | [proof: 'select true']                | Verdict.APPLIED
        Semantics.ONCE       | [proof: 'select false']               | Verdict.PLAN_AGAIN
        Semantics.ONCE       | [proof: 'select true where false']    | Verdict.PLAN_AGAIN
        Semantics.ONCE       | [proof: 'select no sql']              | Verdict.UNKNOWN
        Semantics.IDEMPOTENT | [pid: '1']                            | Verdict.PLAN_AGAIN
        Semantics.IDEMPOTENT | [backend: '2020-01-01 00:00:00+00']   | Verdict.PLAN_AGAIN
    }

    def "a lock's key is the cluster's, else the server's, with the database"() {
        expect:
        LockKey.of(new Identity('h', 5432, 'd', 'u', 1, system, 1, '15.19', 150019, false, false, 1)).target() == target

        where:
        system | target
        '7000' | '7000/d'
        ''     | 'h:5432/d'
    }
}
