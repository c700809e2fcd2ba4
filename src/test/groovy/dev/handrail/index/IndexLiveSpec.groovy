package dev.handrail.index

import dev.handrail.index.IndexAction.Mode
import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Envelope
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

@Requires({ LivePostgres.available })
class IndexLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    static IndexAction index(Mode mode, String definition) {
        new IndexAction('main', mode, definition, Envelope.DEFAULT)
    }

    def setup() {
        target.execute('create schema app', 'create table app.users (id int primary key, email text, tags jsonb, state varchar(9))',
            "insert into app.users select n, 'e' || n % 5, '{}', 'new' from generate_series(1, 20) n")
    }

    String definition(String name) {
        target.value("select pg_get_indexdef(to_regclass('app.$name'))")
    }

    def "create builds the index once and goes back: #text"() {
        given:
        IndexAction create = index(Mode.CREATE, text)

        when:
        target.act(create)

        then:
        definition('i').startsWith('CREATE')
        create.plan(target).nothing().startsWith('index app.i is there and valid')

        when:
        target.back(create)

        then:
        definition('i') == null

        where:
        text << ['i on app.users (email)', 'unique i on app.users (id, lower(email))', 'i on app.users using gin (tags)',
                 "i on app.users (email) include (id) where state = 'new' and tags ? 'a'", 'i on app.users ((id + 1) desc)',
                 "i on app.users (state) where state in ('new', 'old')"]
    }

    def "what a failed build left behind is dropped and built anew"() {
        given:
        IndexAction create = index(Mode.CREATE, 'unique i on app.users (email)')

        when:
        target.act(create)

        then:
        thrown(EffectFailure)
        target.value("select indisvalid from pg_index where indexrelid = 'app.i'::regclass") == false

        when:
        target.execute('update app.users set email = email || id')
        def plan = target.act(create)

        then:
        plan.consents()*.kind() == ['drop-invalid-index']
        target.value("select indisvalid from pg_index where indexrelid = 'app.i'::regclass") == true
    }

    def "drop goes back to the very index that was there"() {
        given:
        target.execute("create unique index i on app.users (lower(email), id desc) where state <> 'old'")
        String before = definition('i')

        when:
        target.act(index(Mode.DROP, 'app.i'))

        then:
        definition('i') == null
        index(Mode.DROP, 'app.i').plan(target).nothing() == 'there is no index app.i'

        when:
        target.back(index(Mode.DROP, 'app.i'))

        then:
        definition('i') == before
    }

    def "replace puts another index in its place, and back"() {
        given:
        target.execute('create index i on app.users (email)')
        String before = definition('i')
        IndexAction replace = index(Mode.REPLACE, 'i on app.users (email, id)')

        when:
        target.act(replace)

        then:
        definition('i') == 'CREATE INDEX i ON app.users USING btree (email, id)'
        definition('i_old') == null
        definition('i_new') == null
        replace.plan(target).nothing() == 'index app.i is as wanted'

        when:
        target.back(replace)

        then:
        definition('i') == before
        definition('i_old') == null
    }

    def "replace that was cut off after #done effects is brought to its end"() {
        given:
        target.execute('create index i on app.users (email)')
        IndexAction replace = index(Mode.REPLACE, 'i on app.users (email, id)')
        replace.plan(target).effects().take(done).each { target.perform(it) }

        when:
        target.act(replace)

        then:
        definition('i') == 'CREATE INDEX i ON app.users USING btree (email, id)'
        target.value("select count(*) from pg_indexes where schemaname = 'app'") == 2

        where:
        done << [1, 2]
    }

    def "an index that a constraint stands on is not dropped"() {
        when:
        index(Mode.DROP, 'app.users_pkey').plan(target)

        then:
        Problem problem = thrown()
        problem.why() == 'the constraint users_pkey stands on it'
    }

    def "a partitioned table is refused with the way round"() {
        given:
        target.execute('create table app.p (a int) partition by range (a)')

        when:
        index(Mode.CREATE, 'i on app.p (a)').plan(target)

        then:
        Problem problem = thrown()
        problem.what().contains('is partitioned')
    }
}
