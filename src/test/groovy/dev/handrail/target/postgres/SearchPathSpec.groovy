package dev.handrail.target.postgres

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.problem.Position
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Sql
import dev.handrail.text.SqlText
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Unroll

/** A role may have the very name of handrail's schema. */
@Requires({ LivePostgres.available })
class SearchPathSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    @Shared
    String database = server.newDatabase()

    private String schemaOf(String table) {
        server.value(database, "select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relname = '$table'")
    }

    def setupSpec() {
        server.execute(database, """
            do \$\$ begin
              if not exists (select from pg_roles where rolname = 'handrail') then
                create role handrail superuser login password '$LivePostgres.PASSWORD';
              end if;
            end \$\$;
            create schema app""")
    }

    @Unroll("with search_path #path a table without a schema lies in #schema")
    def "what is created without a schema never lies among handrail's own tables"() {
        given:
        server.execute(database, "alter role handrail in database \"$database\" ${path ? "set search_path = $path" : 'reset search_path'}")
        def login = PostgresSpec.login(server.conninfo(database, true, 'handrail'))
        def own = new Postgres(login)
        def effects = new PostgresEffects(login, own)
        effects.anchor(new Anchor('main', true), new LiveExecution(effect: "anchor $table"))

        when:
        effects.sql(new Sql('main', '', SqlText.of("create table $table (id int)", new Position('a.groovy', 1, 1)).statements(), [], true, null, Envelope.DEFAULT, [:]), new LiveExecution(effect: table))

        then:
        schemaOf(table) == schema

        cleanup:
        [effects, own]*.close()

        where:
        table | path                   || schema
        'a1'  | ''                     || 'public'
        'a2'  | '"$user", app'         || 'app'
        'a3'  | 'app, "$user", public' || 'app'
        'a4'  | '"$user"'              || 'public'
    }

    def "only what stands for the user's own schema is left out"() {
        expect:
        SearchPath.without(path) == rest

        where:
        path                       || rest
        '"$user", public'          || 'public'
        'public, "$user"'          || 'public'
        '$user,public'             || 'public'
        '"$user"'                  || 'public'
        'a, "$user", "b c"'        || 'a, "b c"'
        '"my $user", public'       || '"my $user", public'
        'public'                   || 'public'
    }
}
