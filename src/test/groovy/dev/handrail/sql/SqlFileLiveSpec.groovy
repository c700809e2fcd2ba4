package dev.handrail.sql

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.problem.Position
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Outcome
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.text.SqlText
import dev.handrail.text.psql.Script
import dev.handrail.text.psql.Source
import dev.handrail.text.psql.Sources
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

@Requires({ LivePostgres.available })
class SqlFileLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())
    @TempDir
    Path folder

    private SqlAction file(String text, boolean outside = false, Map<String, String> others = [:]) {
        (others + ['x.sql': text]).each { name, content -> Files.writeString(folder.resolve(name), content) }
        Sources beside = { name, from, here -> source(name) }
        SqlText sql = SqlText.read(Script.of(source('x.sql'), beside, [:]).statements(), [], new Position('x.sql', 1, 1))
        new SqlAction('main', sql, outside, Envelope.DEFAULT)
    }

    private Source source(String name) {
        Path path = folder.resolve(name)
        new Source() {
            String path() { path.toString() }
            String shown() { name }
            InputStream open() { Files.newInputStream(path) }
        }
    }

    def "rows behind COPY become rows, byte for byte, in the same transaction"() {
        when:
        Outcome outcome = target.perform(file("""
            create table t (a int, b text);
            copy t from stdin;
1\tit's; -- \$\$ \\\\i x :v
2\t\\N
3\tgrün €😀\\ttab
\\.
            \\copy t (a, b) from 'more.csv' with (format csv, header)
            insert into t select 9, count(*)::text from t;""", false, ['more.csv': 'a,b\n4,"x, ""y""\n;"\n']).plan(target).effects()[0])

        then:
        target.column('select b from t order by a') == ["it's; -- \$\$ \\i x :v", null, "grün €😀\ttab", 'x, "y"\n;', '4']
        outcome.counts() == [rows: 5L]
    }

    def "a row that does not fit leaves nothing, and is named by its line in the file"() {
        given:
        target.execute('create table t (a int)')

        when:
        target.act(file("insert into t values (1);\ncopy t from stdin;\n2\n3\nx\n\\.\n"))

        then:
        EffectFailure failure = thrown()
        failure.problem().where().startsWith('x.sql:5')
        target.value('select count(*) from t') == 0

        when: 'the session goes on'
        target.act(file('insert into t values (7);'))

        then:
        target.value('select a from t') == 7
    }

    def "rows that were changed since the file was read are not taken"() {
        given:
        target.execute('create table t (a int)')
        SqlAction action = file("copy t from stdin;\n1\n2\n\\.\n", outside)
        Files.writeString(folder.resolve('x.sql'), changed)

        when:
        target.act(action)

        then:
        EffectFailure failure = thrown()
        failure.problem().what() == 'x.sql was changed since the runbook was read'
        target.value('select count(*) from t') == 0

        where:
        outside | changed
        false   | "copy t from stdin;\n1\n3\n\\.\n"
        false   | "copy t from stdin;\n1"
        true    | "copy t from stdin;\n1\n3\n\\.\n"
    }

    def "what is echoed is told where it stands"() {
        when:
        target.act(file("create table t (a int);\n\\echo half way\n\\timing on\ninsert into t values (1);"))

        then:
        target.said == ['half way', '\\timing is left out: it changes only how psql shows things']
    }

    def "statements that are sent together are"() {
        when:
        target.act(file("create table t (a int)\\; insert into t values (1)\\;insert into t values (2);", outside))

        then:
        target.column('select a from t order by a') == [1, 2]

        where:
        outside << [false, true]
    }

    def "statements that are sent together fail together"() {
        given:
        target.execute('create table t (a int)')

        when:
        target.act(file("insert into t values (1)\\; select 1/0;", true))

        then:
        thrown(EffectFailure)
        target.value('select count(*) from t') == 0
    }

    def "what a query behind gexec answers is foreseen, shown, run and recorded"() {
        given:
        target.execute('create table t1 (a int)', 'create table t2 (a int)')
        SqlAction action = file("select format('alter table %I add b int', relname) from pg_class where relname ~ '^t[12]\$' order by 1 \\gexec\n")

        when:
        Plan plan = action.plan(target)

        then:
        action.ceiling() == Risk.DESTROYS
        plan.risk() == Risk.CHANGES
        plan.effects()[0].show().drop(1) == ['-- runs what it answers, which must be:', '  alter table t1 add b int;', '  alter table t2 add b int;']

        when:
        Outcome outcome = target.perform(plan.effects()[0])

        then:
        outcome.facts().generated == 'alter table t1 add b int;\nalter table t2 add b int'
        target.value("select count(*) from information_schema.columns where table_name in ('t1', 't2') and column_name = 'b'") == 2
        action.plan(target).effects()[0].key() == plan.effects()[0].key()
    }

    def "what gexec would run must be what was shown"() {
        given:
        target.execute('create table t1 (a int)')
        SqlAction action = file("select 'drop table ' || relname from pg_class where relname ~ '^t[12]\$' \\gexec")
        Plan plan = action.plan(target)
        target.execute('create table t2 (a int)')

        when:
        target.perform(plan.effects()[0])

        then:
        plan.risk() == Risk.DESTROYS
        EffectFailure failure = thrown()
        failure.problem().what().contains('answers other statements than were shown')
        failure.problem().why().contains('drop table t2')
        target.value("select count(*) from pg_class where relname ~ '^t[12]\$'") == 2
    }

    def "what comes before may change the answer: then it is known only when it is run"() {
        when:
        Plan plan = file("create table t (a int);\nselect 'insert into t values (' || i || ')' from generate_series(1, 3) i \\gexec").plan(target)

        then:
        plan.risk() == Risk.DESTROYS
        plan.effects()[0].show().last() == '-- runs what it answers, which is known only then'

        when:
        target.perform(plan.effects()[0])

        then:
        target.value('select count(*) from t') == 3
    }

    def "gexec never ends the transaction, nor runs what refuses one: #answer"() {
        given:
        target.execute('create table t (a int)')

        when:
        target.act(file("insert into t values (1);\nselect '$answer' \\gexec"))

        then:
        thrown(EffectFailure)
        target.value('select count(*) from t') == 0

        where:
        answer << ['commit', 'select 1; rollback', 'vacuum t', "select ''half"]
    }

    def "outside of a transaction gexec runs what refuses one"() {
        given:
        target.execute('create table t (a int)')

        when:
        target.act(file("select 'create index concurrently t_a on t (a)' \\gexec", true))

        then:
        target.value("select indisvalid from pg_index where indexrelid = 't_a'::regclass") == true
    }

    def "a copy that is ended half way leaves nothing, and the session goes on"() {
        given:
        target.execute('create table t (a text)')
        def effect = file("copy t from stdin;\n" + ('x' * 1000 + '\n') * 20_000 + '\\.\n').plan(target).effects()[0]
        LiveExecution execution = new LiveExecution(values: target.values())
        execution.whenProgress = { if (it.done() > 5_000_000) { execution.stop() } }

        when:
        target.effects.sql(effect, execution)

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.CANCELLED
        execution.steps.last().total() == 20_020_000
        target.value('select count(*) from t') == 0

        when:
        target.act(file("insert into t values ('next')"))

        then:
        target.value('select a from t') == 'next'
    }

    def "a plain dump is run as it is, data and all"() {
        given:
        target.execute("create schema s", "create table s.t (id serial primary key, note text, tags text[])",
                       "insert into s.t (note, tags) select 'it''s; ' || i || E'\\t\\n', array['a;b', null] from generate_series(1, 500) i",
                       "create function s.f() returns int language plpgsql as 'begin return 1; end'",
                       "create view s.v as select note from s.t where id > 3")
        String dump = ["${LivePostgres.bin()}/pg_dump".toString(), '-d', target.server.conninfo(target.name), '--exclude-schema=handrail']
            .execute().text
        LiveTarget other = new LiveTarget(target.server)

        when:
        other.act(file(dump))

        then:
        dump.contains('\\restrict')
        other.value('select count(*) from s.v') == 497
        other.value("select md5(string_agg(t::text, ',' order by id)) from s.t t") == target.value("select md5(string_agg(t::text, ',' order by id)) from s.t t")

        cleanup:
        other?.close()
    }
}
