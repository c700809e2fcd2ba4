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

    private void partitioned() {
        target.execute('create table app.p (a int, b int, primary key (a, b)) partition by range (a)',
            'create table app.p_low partition of app.p for values from (0) to (100)',
            'create table app.p_mid partition of app.p for values from (100) to (200) partition by range (b)',
            'create table app.p_mid_1 partition of app.p_mid for values from (0) to (10)',
            'create table app.p_mid_2 partition of app.p_mid for values from (10) to (20)',
            'insert into app.p select n, n % 20 from generate_series(0, 199) n')
    }

    private List<String> valid(String like) {
        target.column("select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid where indisvalid and c.relname like '$like' order by 1") as List<String>
    }

    def "a partitioned table gets its index partition by partition, and back"() {
        given:
        partitioned()
        IndexAction create = index(Mode.CREATE, 'unique p_b on app.p (b, a)')

        when:
        def plan = target.act(create)

        then:
        plan.effects()*.show().flatten() == [
            'create unique index p_b on only app.p (b, a);', 'create unique index p_mid_p_b on only app.p_mid (b, a);',
            'create unique index concurrently p_low_p_b on app.p_low (b, a);', 'create unique index concurrently p_mid_1_p_b on app.p_mid_1 (b, a);',
            'create unique index concurrently p_mid_2_p_b on app.p_mid_2 (b, a);',
            'alter index app.p_b attach partition app.p_low_p_b;', 'alter index app.p_b attach partition app.p_mid_p_b;',
            'alter index app.p_mid_p_b attach partition app.p_mid_1_p_b;', 'alter index app.p_mid_p_b attach partition app.p_mid_2_p_b;']
        valid('%p_b') == ['p_b', 'p_low_p_b', 'p_mid_1_p_b', 'p_mid_2_p_b', 'p_mid_p_b']
        create.plan(target).nothing() == 'index app.p_b is there and valid, on every partition'

        when:
        target.back(create)

        then:
        valid('%p_b') == []
    }

    def "a partitioned table's index that was cut off after #done effects is brought to its end"() {
        given:
        partitioned()
        IndexAction create = index(Mode.CREATE, 'p_b on app.p (b)')
        def all = create.plan(target).effects()
        all.take(done).each { target.perform(it) }

        when:
        def rest = target.act(create)

        then:
        rest.effects()*.key() as Set == all.drop(done)*.key() as Set
        valid('%p_b').size() == 5

        where:
        done << [1, 3, 5, 7, 8]
    }

    def "and is taken back from there: #done effects"() {
        given:
        partitioned()
        IndexAction create = index(Mode.CREATE, 'p_b on app.p (b)')
        create.plan(target).effects().take(done).each { target.keep(it) }

        when:
        target.back(create)

        then:
        target.value("select count(*) from pg_class where relname like '%p_b'") == 0

        where:
        done << [1, 4, 8]
    }

    def "what partitions have already is attached and not built again, a leftover is dropped with consent, and what was there comes back"() {
        given:
        partitioned()
        target.execute('create index mine on app.p_low (b)', 'create index p_mid_1_p_b on app.p_mid_1 (b)',
            "update pg_index set indisvalid = false where indexrelid = 'app.p_mid_1_p_b'::regclass")
        IndexAction create = index(Mode.CREATE, 'p_b on app.p (b)')

        when:
        def plan = target.act(create)

        then:
        plan.consents()*.kind() == ['drop-invalid-index']
        !plan.effects()*.show().flatten().any { it.contains('p_low_p_b') }
        definition('p_b').contains('ON ONLY') && valid('p_b') == ['p_b']

        when:
        target.back(create)

        then:
        definition('mine') == 'CREATE INDEX mine ON app.p_low USING btree (b)'
    }

    def "a partition's index of a long name keeps a name of its own"() {
        expect:
        Partitioned.partName('p' * 60, 'i1') != Partitioned.partName('p' * 60, 'i2')
        Partitioned.partName('ä' * 60, 'i1').getBytes('UTF-8').length <= 63
        Partitioned.partName('t_1', 'i') == 't_1_i'
    }

    def "what a reindex that did not end left behind is told, with what takes it away"() {
        given:
        target.execute('create index i on app.users (email)', 'create index i_ccnew on app.users (email)',
            "update pg_index set indisvalid = false where indexrelid = 'app.i_ccnew'::regclass")

        when:
        def plan = index(Mode.CREATE, 'other on app.users (state)').plan(target)

        then:
        plan.hazards()*.code() == ['HZ052']
        plan.hazards()[0].safeWay().contains("index { drop 'app.i_ccnew' }")

        when:
        target.act(index(Mode.DROP, 'app.i_ccnew'))

        then:
        index(Mode.CREATE, 'other on app.users (state)').plan(target).hazards().empty
    }

    def "an index of a name with #what is built, found again and dropped as that one"() {
        given:
        String quoted = '"' + name.replace('"', '""') + '"'
        IndexAction create = index(Mode.CREATE, "$quoted on app.users (email)")

        when:
        def plan = target.act(create)

        then:
        target.value("select count(*) from pg_class where relname = \$n\$$name\$n\$") == 1
        create.plan(target).nothing().contains('is there and valid')
        target.value('select count(*) from app.users') == 20
        !dev.handrail.text.Escape.lines(plan.effects()[0].show().join('')).contains('\u001b')

        when:
        target.back(create)

        then:
        target.value("select count(*) from pg_class where relname = \$n\$$name\$n\$") == 0

        where:
        what             | name
        'quotes'         | 'a"b\'c'
        'a statement'    | 'x"; drop table app.users; --'
        'a line break'   | 'two\nlines'
        'escapes'        | 'red\u001b[31m\u202e'
        'a look-alike'   | 'us\u0435rs'
        '63 bytes'       | 'n' * 63
    }

    def "a name that PostgreSQL would cut is refused when the runbook is read"() {
        when:
        index(Mode.CREATE, 'ä' * 32 + ' on app.users (email)')

        then:
        Problem problem = thrown()
        problem.what().startsWith('PostgreSQL would cut the name')
    }

    def "replacing the index of a partitioned table is refused with the way round"() {
        given:
        target.execute('create table app.p (a int) partition by range (a)')

        when:
        index(Mode.REPLACE, 'i on app.p (a)').plan(target)

        then:
        Problem problem = thrown()
        problem.what().contains('is partitioned')
    }
}
