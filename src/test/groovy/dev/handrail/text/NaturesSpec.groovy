package dev.handrail.text

import dev.handrail.problem.Position
import spock.lang.Specification

import static dev.handrail.text.Statement.Nature.CHANGES
import static dev.handrail.text.Statement.Nature.CONTROLS_TRANSACTION
import static dev.handrail.text.Statement.Nature.DESTROYS
import static dev.handrail.text.Statement.Nature.OUTSIDE_TRANSACTION
import static dev.handrail.text.Statement.Nature.OUTSIDE_TRANSACTION_DESTROYS
import static dev.handrail.text.Statement.Nature.READS

class NaturesSpec extends Specification {
    static Statement.Nature nature(String sql) {
        SqlText.of(sql, Position.NOWHERE).single().nature()
    }

    def "#sql #expected"() {
        expect:
        nature(sql) == expected
        nature(sql.toUpperCase(Locale.ROOT)) == expected
        nature('/* drop */ ' + sql.replace(' ', '\n\t')) == expected

        where:
        sql                                                                     || expected
        'select 1'                                                              || READS
        'select * from t where a = 1'                                           || READS
        "select 'drop table t; delete'"                                         || READS
        'select "update" from "delete"'                                         || READS
        'select a from t --delete'                                              || READS
        '(select 1) union (select 2)'                                           || READS
        'with a as (select 1) select * from a'                                  || READS
        'values (1), (2)'                                                       || READS
        'table t'                                                               || READS
        'show all'                                                              || READS
        'explain delete from t'                                                 || READS
        'explain (verbose, costs off) drop table t'                             || READS
        'explain analyze select 1'                                              || READS
        'explain (analyze, buffers) select 1'                                   || READS
        'select * from t for update'                                            || CHANGES
        'select a into b from t'                                                || CHANGES
        'insert into t values (1)'                                              || CHANGES
        'insert into t select 1 on conflict (a) do update set b = 2'            || CHANGES
        'update t set a = 1 where b = 2'                                        || CHANGES
        'update t set a = (select 1) where (b = 2)'                             || CHANGES
        'update only t set a = 1 from u where(t.b = u.b)'                       || CHANGES
        'delete from t using u where t.a = u.a'                                 || CHANGES
        'delete from t where current of c'                                      || CHANGES
        'merge into t using u on t.a = u.a when matched then delete'            || CHANGES
        'with d as (delete from t where a = 1 returning *) select * from d'     || CHANGES
        'explain analyze insert into t values (1)'                              || CHANGES
        'create table t (a int)'                                                || CHANGES
        'create table drops as select 1'                                        || CHANGES
        'create or replace function f() returns void language sql as $$ drop table t $$' || CHANGES
        'create trigger x after update or delete on t execute function f()'     || CHANGES
        'create index i on t (a)'                                               || CHANGES
        'alter table t add column a int'                                        || CHANGES
        'alter table t alter column a drop not null'                            || CHANGES
        'alter table t alter a drop default, drop constraint if exists c'       || CHANGES
        'alter table t alter a drop identity if exists'                         || CHANGES
        'alter domain d drop constraint c'                                      || CHANGES
        'alter table t detach partition p'                                      || CHANGES
        'alter table t detach partition p finalize'                             || CHANGES
        "alter type e add value 'x'"                                            || CHANGES
        'alter publication p drop table t'                                      || CHANGES
        'grant update, delete on t to r'                                        || CHANGES
        'refresh materialized view concurrently v'                              || CHANGES
        'reindex table t'                                                       || CHANGES
        'cluster t'                                                             || CHANGES
        'cluster t using i'                                                     || CHANGES
        'analyze t'                                                             || CHANGES
        'set local lock_timeout = 1'                                            || CHANGES
        'call p()'                                                              || CHANGES
        'prepare p as select 1'                                                 || CHANGES
        "copy t from '/x'"                                                      || CHANGES
        'lock table t'                                                          || CHANGES
        'no such statement'                                                     || CHANGES
        'do $$ begin update t set a = 1 where b = 2; end $$'                    || CHANGES
        'do $$ begin /* drop */ perform 1; end $$'                              || CHANGES
        'drop table t'                                                          || DESTROYS
        'drop index if exists i'                                                || DESTROYS
        'drop/**/view v'                                                        || DESTROYS
        'truncate t'                                                            || DESTROYS
        'update t set a = 1'                                                    || DESTROYS
        'update t set a = (select b from u where u.a = t.a)'                    || DESTROYS
        "update t set a = ' where '"                                            || DESTROYS
        'update t set a = "where"'                                              || DESTROYS
        'update t set nowhere = 1, where_ = 2'                                  || DESTROYS
        'delete from t'                                                         || DESTROYS
        'delete from t returning *'                                             || DESTROYS
        'with d as (delete from t returning *) select * from d where a = 1'     || DESTROYS
        'with a as (select 1 where true) delete from t'                         || DESTROYS
        'explain analyze delete from t'                                         || DESTROYS
        'explain (analyze true, buffers) update t set a = 1'                    || DESTROYS
        'alter table t drop column a'                                           || DESTROYS
        'alter table t drop a'                                                  || DESTROYS
        'alter table t drop constraint c, drop column if exists a'              || DESTROYS
        'alter type t drop attribute a'                                         || DESTROYS
        'do $$ begin drop table t; end $$'                                      || DESTROYS
        'do $x$ begin execute $y$truncate t$y$; end $x$'                        || DESTROYS
        "do language plpgsql 'begin execute ''drop table t''; end'"             || DESTROYS
        'do $$ begin delete from t; perform 1 where true; end $$'               || DESTROYS
        'begin'                                                                 || CONTROLS_TRANSACTION
        'start transaction isolation level serializable'                        || CONTROLS_TRANSACTION
        'commit and chain'                                                      || CONTROLS_TRANSACTION
        'end'                                                                   || CONTROLS_TRANSACTION
        'rollback to savepoint s'                                               || CONTROLS_TRANSACTION
        'abort'                                                                 || CONTROLS_TRANSACTION
        'savepoint s'                                                           || CONTROLS_TRANSACTION
        'release s'                                                             || CONTROLS_TRANSACTION
        "prepare transaction 'x'"                                               || CONTROLS_TRANSACTION
        "commit prepared 'x'"                                                   || CONTROLS_TRANSACTION
        'vacuum'                                                                || OUTSIDE_TRANSACTION
        'vacuum (full, analyze) t'                                              || OUTSIDE_TRANSACTION
        'create index concurrently on t (a)'                                    || OUTSIDE_TRANSACTION
        'create unique index concurrently if not exists i on t (a)'             || OUTSIDE_TRANSACTION
        'reindex index concurrently i'                                          || OUTSIDE_TRANSACTION
        'reindex (verbose, concurrently) table t'                               || OUTSIDE_TRANSACTION
        'reindex schema s'                                                      || OUTSIDE_TRANSACTION
        'reindex (verbose) database d'                                          || OUTSIDE_TRANSACTION
        'alter table t detach partition p concurrently'                         || OUTSIDE_TRANSACTION
        'alter table only "t" detach partition "p" concurrently'                || OUTSIDE_TRANSACTION
        'create database d'                                                     || OUTSIDE_TRANSACTION
        'alter database d set tablespace x'                                     || OUTSIDE_TRANSACTION
        'alter system set a = 1'                                                || OUTSIDE_TRANSACTION
        'cluster'                                                               || OUTSIDE_TRANSACTION
        'cluster verbose'                                                       || OUTSIDE_TRANSACTION
        'discard all'                                                           || OUTSIDE_TRANSACTION
        'alter subscription s refresh publication'                              || OUTSIDE_TRANSACTION
        'drop index concurrently i'                                             || OUTSIDE_TRANSACTION_DESTROYS
        'drop database d'                                                       || OUTSIDE_TRANSACTION_DESTROYS
        'drop subscription s'                                                   || OUTSIDE_TRANSACTION_DESTROYS
    }
}
