package dev.handrail.hazard

import dev.handrail.problem.Position
import dev.handrail.runbook.Objection
import dev.handrail.text.SqlText
import spock.lang.Specification

/** What pending statements make is not missed before they ran; what nobody makes is. */
class CreationsSpec extends Specification {
    private static Optional<String> excuse(String before, String state, String message, String sql = 'select 1') {
        Creations made = new Creations()
        SqlText.of(before, new Position('1.sql', 1, 1)).statements().each { made.after(it) }
        made.excuse(new Objection(state, message, Position.NOWHERE, ''), SqlText.of(sql, Position.NOWHERE).single())
    }

    def "#message after #before: #why"() {
        expect:
        excuse(before, state, message).orElse('') == why

        where:
        before                                                  | state   | message                                        || why
        'create table t (a int)'                                | '42P01' | 'relation "t" does not exist'                  || 't is made by 1.sql:1:1'
        'create table if not exists app."T t" (a int)'          | '42P01' | 'relation "app.t" does not exist'              || ''
        'create unlogged table app.t as select 1 a'             | '42P01' | 'relation "app.t" does not exist'              || 't is made by 1.sql:1:1'
        'create table t (id serial)'                            | '42P01' | 'relation "t_id_seq" does not exist'           || 't_id_seq is made by 1.sql:1:1'
        'create or replace view v as select 1'                  | '42P01' | 'relation "v" does not exist'                  || 'v is made by 1.sql:1:1'
        'create materialized view m as select 1'                | '42P01' | 'relation "m" does not exist'                  || 'm is made by 1.sql:1:1'
        'select 1 a into t'                                     | '42P01' | 'relation "t" does not exist'                  || 't is made by 1.sql:1:1'
        'with x as (select 1) insert into t select * from x'    | '42P01' | 'relation "t" does not exist'                  || ''
        'create type mood as enum (\'a\')'                      | '42704' | 'type "mood" does not exist'                   || 'mood is made by 1.sql:1:1'
        'create function f(int) returns int language sql as $$ select 1 $$' | '42883' | 'function f(integer) does not exist' || 'f is made by 1.sql:1:1'
        'create schema s'                                       | '3F000' | 'schema "s" does not exist'                    || 's is made by 1.sql:1:1'
        'alter table t add column b int, add c int'             | '42703' | 'column "c" of relation "t" does not exist'    || 'c is made by 1.sql:1:1'
        'alter table t add if not exists b int'                 | '42703' | 'column u.b does not exist'                    || 'b is made by 1.sql:1:1'
        'alter table t add b int'                               | '42703' | 'column "bb" does not exist'                   || ''
        'alter table t rename column a to b'                    | '42703' | 'column "b" does not exist'                    || 'b is made by 1.sql:1:1'
        'alter table t rename to u'                             | '42P01' | 'relation "u" does not exist'                  || 'u is made by 1.sql:1:1'
        'create extension pgcrypto'                             | '42883' | 'function crypt(text) does not exist'          || 'what is missing may be made by 1.sql:1:1'
        'do $$ begin end $$'                                    | '42P01' | 'relation "t" does not exist'                  || 'what is missing may be made by 1.sql:1:1'
        'do $$ begin end $$'                                    | '42601' | 'syntax error at or near "selct"'              || ''
        'create table t (a int)'                                | '42601' | 'syntax error at or near "t"'                  || ''
        'drop table t'                                          | '42P01' | 'relation "t" does not exist'                  || ''
    }

    def "a table whose columns or keys change is not judged by what fits it now: #before"() {
        expect:
        excuse(before, state, 'operator does not exist: text > integer', 'update t set a = 1 where b > 5').present == excused

        where:
        before                                         | state   || excused
        'alter table t alter column b type int'        | '42883' || true
        'alter table u alter column b type int'        | '42883' || false
        'create unique index i on t (a)'               | '42P10' || true
        'alter table only app.t add unique (a)'        | '42P10' || true
        'alter table t alter column b type int'        | '42703' || false
    }
}
