package dev.handrail.sql

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.problem.Position
import dev.handrail.runbook.Envelope
import dev.handrail.text.SqlText
import dev.handrail.text.Text
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

@Requires({ LivePostgres.available })
class SqlLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    static SqlAction sql(String text, boolean outside = false) {
        new SqlAction('main', SqlText.of(text, new Position('b.groovy', 1, 1)), outside, Envelope.DEFAULT)
    }

    def "PostgreSQL gets every kind of statement as it was written"() {
        when:
        target.act(sql('''
            create table t (id int, tags jsonb, note text);
            create function twice(n int) returns int language sql
              begin atomic select case when n > 0 then n else 0 end; select n * 2; end;
            do $do$ begin insert into t values (1, '{"a": 1}', 'x;y'); end $do$;
            insert into t values (2, '{"b": 1}', E'it\\'s; -- no comment');
            insert into t select 3, '{}', $$a;$x$b$$ where '{"a": 1}'::jsonb ? 'a';
            /* a; /* nested; */ comment */
            update t set note = note || '?' where tags ?| array['a', 'zz'];
            create rule r as on delete to t do also (select 1; select 2);'''))

        then:
        target.column('select note from t order by id') == ['x;y?', "it's; -- no comment", 'a;$x$b']
        target.value('select twice(21)') == 42
    }

    def "values are bound and names quoted, whatever is in them"() {
        given:
        target.execute('create table "we""ird" (a text, n int)')
        SqlText text = new SqlText([new SqlText.Raw('insert into '), new SqlText.Identifier('we"ird'), new SqlText.Raw(' values ('),
                                    new SqlText.Bound(Text.of("x'); drop table t; --")), new SqlText.Raw(', '),
                                    new SqlText.Bound(Text.of('7')), new SqlText.Raw(')')], new Position('b.groovy', 1, 1))

        when:
        target.act(new SqlAction('main', text, false, Envelope.DEFAULT))

        then:
        target.server.row(target.name, 'select * from "we""ird"') == ["x'); drop table t; --", 7]
    }

    def "a new value of an enum that is used before it is committed is told with its line and what to do"() {
        given:
        target.execute("create type mood as enum ('good')", 'create table m (m mood)')

        when:
        target.act(sql("alter type mood add value 'bad';\ninsert into m values ('bad')"))

        then:
        def failure = thrown(dev.handrail.runbook.EffectFailure)
        failure.problem().where().startsWith('b.groovy:2:23')
        failure.problem().why().contains('55P04')
        failure.problem().remedy().startsWith('give the new value a step of its own')
        target.column('select unnest(enum_range(null::mood))::text') == ['good']
    }

    def "outside a transaction each statement runs on its own"() {
        when:
        target.act(sql('create table t (a int); create index concurrently i on t (a); vacuum (analyze) t', true))

        then:
        target.value("select indisvalid from pg_index where indexrelid = 'i'::regclass") == true
    }
}
