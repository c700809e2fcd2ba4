package dev.handrail.index

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import spock.lang.Specification

class LikenessSpec extends Specification {
    def "#wanted is what the server calls #there"() {
        expect:
        Likeness.of(Definition.of(wanted), Definition.byServer(there)) == Likeness.SAME

        where:
        wanted                                                         | there
        'i on t (a)'                                                   | 'CREATE INDEX i ON public.t USING btree (a)'
        'unique i on public.t using btree (lower(b), a desc)'          | 'CREATE UNIQUE INDEX i ON public.t USING btree (lower(b), a DESC)'
        'i on t using gin (j jsonb_path_ops)'                          | 'CREATE INDEX i ON public.t USING gin (j jsonb_path_ops)'
        "i on t(a) where status='new' and c is not null"               | "CREATE INDEX i ON public.t USING btree (a) WHERE ((status = 'new'::text) AND (c IS NOT NULL))"
        "i on t (a, b) include (c) where status in ('a','b')"          | "CREATE INDEX i ON public.t USING btree (a, b) INCLUDE (c) WHERE (status = ANY (ARRAY['a'::text, 'b'::text]))"
        "i on t (a) where c in ('a', 'b')"                             | "CREATE INDEX i ON public.t USING btree (a) WHERE ((c)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))"
        'i on t (c varchar_pattern_ops, a asc nulls last, b desc nulls first)' | 'CREATE INDEX i ON public.t USING btree (c varchar_pattern_ops, a, b DESC)'
        "i on t ((a + 1), (coalesce(b, 'x')))"                         | "CREATE INDEX i ON public.t USING btree (((a + 1)), COALESCE(b, 'x'::text))"
        'i on t ("Weird Col") with (fillfactor = 70)'                  | "CREATE INDEX i ON public.t USING btree (\"Weird Col\") WITH (fillfactor='70')"
        'unique i on t (a) nulls not distinct'                         | 'CREATE UNIQUE INDEX i ON public.t USING btree (a) NULLS NOT DISTINCT'
        "i on t (date_trunc('day', at at time zone 'UTC'))"            | "CREATE INDEX i ON public.t USING btree (date_trunc('day'::text, (at AT TIME ZONE 'UTC'::text)))"
        "i on t (a) where b like 'x%'"                                 | "CREATE INDEX i ON public.t USING btree (a) WHERE (b ~~ 'x%'::text)"
        "i on t (a) where b not like 'x%'"                             | "CREATE INDEX i ON public.t USING btree (a) WHERE (b !~~ 'x%'::text)"
        "i on t using gin (to_tsvector('english', b))"                 | "CREATE INDEX i ON public.t USING gin (to_tsvector('english'::regconfig, b))"
        "i on t (((j ->> 'k')::int))"                                  | "CREATE INDEX i ON public.t USING btree ((((j ->> 'k'::text))::integer))"
        'i on t (b collate "C")'                                       | 'CREATE INDEX i ON public.t USING btree (b COLLATE "C")'
        'i on t (a nulls first)'                                       | 'CREATE INDEX i ON public.t USING btree (a NULLS FIRST)'
        'i on t (a desc nulls last)'                                   | 'CREATE INDEX i ON public.t USING btree (a DESC NULLS LAST)'
        'I on T (A)'                                                   | 'CREATE INDEX i ON public.t USING btree (a)'
    }

    def "#wanted may be what the server calls #there"() {
        expect:
        Likeness.of(Definition.of(wanted), Definition.byServer(there)) == Likeness.SIMILAR

        where:
        wanted                                   | there
        'i on t (a) where a between 1 and 5'     | 'CREATE INDEX i ON public.t USING btree (a) WHERE ((a >= 1) AND (a <= 5))'
        "i on t (a) where status not in ('a')"   | "CREATE INDEX i ON public.t USING btree (a) WHERE (status <> 'a'::text)"
        'i on t (b text_ops)'                    | 'CREATE INDEX i ON public.t USING btree (b)'
        'i on t (a) where b'                     | 'CREATE INDEX i ON public.t USING btree (a) WHERE (b = true)'
    }

    def "#wanted is not what the server calls #there"() {
        expect:
        Likeness.of(Definition.of(wanted), Definition.byServer(there)) == Likeness.DIFFERENT

        where:
        wanted                            | there
        'i on t (a)'                      | 'CREATE INDEX i ON public.t USING btree (b)'
        'i on t (a)'                      | 'CREATE UNIQUE INDEX i ON public.t USING btree (a)'
        'i on t (a)'                      | 'CREATE INDEX i ON public.u USING btree (a)'
        'i on t (a)'                      | 'CREATE INDEX i ON public.t USING hash (a)'
        'i on t (a)'                      | 'CREATE INDEX i ON public.t USING btree (a, b)'
        'i on t (a, b)'                   | 'CREATE INDEX i ON public.t USING btree (b, a)'
        'i on t (a)'                      | 'CREATE INDEX i ON public.t USING btree (a) WHERE (b IS NULL)'
        'i on t (a) include (b)'          | 'CREATE INDEX i ON public.t USING btree (a) INCLUDE (c)'
    }

    def "#text says no index"() {
        when:
        Definition.of(text)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG

        where:
        text << ['', 'i', 'i on t', 'on t (a)', 'index i on t (a)', 'concurrently i on t (a)', 'create index i on t (a)',
                 'if not exists i on t (a)', 'i on t (a', "i on t (a) where b = 'x", 'i on t (a); drop table t']
    }

    def "the parts of #text"() {
        given:
        Definition definition = Definition.of(text)

        expect:
        [definition.unique(), definition.name(), definition.table(), definition.rest()] == parts
        definition.create('S') == create
        Definition.of(definition.written()) == definition

        where:
        text                                      || parts                                      | create
        'Idx on T (a)'                            || [false, 'idx', ['t'], '(a)']               | 'create index concurrently idx on "S".t (a)'
        'unique "I x" on "A"."b.c" using gin (a)' || [true, 'I x', ['A', 'b.c'], 'using gin (a)'] | 'create unique index concurrently "I x" on "S"."b.c" using gin (a)'
        'i on only App."T"(a)'                    || [false, 'i', ['app', 'T'], '(a)']          | 'create index concurrently i on "S"."T" (a)'
    }

    def "a name with an ending is one that PostgreSQL keeps whole"() {
        expect:
        Definition.suffixed(name, '_new') == suffixed

        where:
        name                || suffixed
        'i'                 || 'i_new'
        'a' * 60            || 'a' * 59 + '_new'
        'ä' * 30            || 'ä' * 29 + '_new'
    }
}
