package dev.handrail.target

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveRedis
import dev.handrail.problem.ExitCode
import dev.handrail.runbook.History
import dev.handrail.runbook.TargetRef
import dev.handrail.settings.Environment
import dev.handrail.target.host.PgProgram
import dev.handrail.target.host.SearchPath
import dev.handrail.text.Redactor
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock

@Requires({ LivePostgres.available })
class PreflightSpec extends Specification {
    @TempDir
    Path home

    def "all that a run needs is looked at, and each thing that is wrong told with what helps"() {
        given:
        def server = LivePostgres.server()
        String name = server.newDatabase()
        String user = "plain_$name"
        server.execute(name, "create role $user login password '${LivePostgres.PASSWORD}'")
        def databases = [main  : binding(server.conninfo(name)), silent: binding("host=127.0.0.1 port=${LivePostgres.freePort()} dbname=x"),
                         roled : binding(server.conninfo(name, true, user), 'postgres')]
        def environment = new Environment('test', false, databases, [c: new Environment.CacheBinding(LiveRedis.server().url(6), null, 'spec')],
                                          [api: new Environment.ServiceBinding('http://127.0.0.1:1', 'spec')], [:], [:], [:], false)
        def reach = new Reach(new Scope(environment, [], home, home, 'run-1'), Results.none(''), Stub(History), Clock.systemUTC(), new Redactor())
        def refs = [TargetRef.database('main'), TargetRef.database('silent'), TargetRef.database('roled'), TargetRef.cache('c'), TargetRef.service('api')]

        when:
        def looks = reach.preflight().targets(refs, refs)

        then:
        looks*.good() == [true, false, false, true, true]
        looks[0].found().contains("database $name on 127.0.0.1:$server.port as postgres, primary")
        looks[1].problem().exitCode() == ExitCode.UNREACHABLE
        looks[2].problem().remedy().contains('grant postgres to')

        and: 'what is only looked at needs no role for changes'
        reach.preflight().targets([TargetRef.database('roled')], [])[0].good()

        and:
        reach.preflight().client('pg_dump', 'main').found().contains('PostgreSQL')
        !reach.preflight().client('pg_no_such_tool', 'main').good()

        cleanup:
        reach?.close()
    }

    def "a standby and a replica are fine to look at and refused for changes"() {
        given:
        def primary = LivePostgres.start()
        def standby = primary.standby()
        def replica = LiveRedis.start(replicaof: "127.0.0.1 ${LiveRedis.server().port}", masterauth: LiveRedis.PASSWORD)
        def environment = new Environment('test', false, [main: binding(standby.conninfo('postgres'))],
                                          [c: new Environment.CacheBinding(replica.url(), null, 'spec')], [:], [:], [:], [:], false)
        def reach = new Reach(new Scope(environment, [], home, home, 'run-1'), Results.none(''), Stub(History), Clock.systemUTC(), new Redactor())
        def refs = [TargetRef.database('main'), TargetRef.cache('c')]

        expect:
        reach.preflight().targets(refs, [])*.good() == [true, true]
        reach.preflight().targets(refs, refs)*.problem()*.what() ==
            ["the server is a standby, which can't be changed", "the cache c is a replica, which can't be changed"]

        cleanup:
        reach?.close()
        replica?.stop()
        standby?.stop('immediate')
        primary?.stop('immediate')
    }

    def "a pg_dump that is older than the server is passed over, and refused where there is no other"() {
        given:
        Path old = home.resolve('pg_dump')
        Files.writeString(old, '#!/bin/sh\necho "pg_dump (PostgreSQL) 9.6.1"\n')
        old.toFile().executable = true
        def path = new SearchPath([home])

        when:
        PgProgram.require('pg_dump', 99, path)

        then:
        def problem = thrown(dev.handrail.problem.Problem)
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.what() == "$old is older than the server"
        problem.remedy().contains('postgresql-client-99')
        PgProgram.require('pg_dump', 9, path).path() == old

        and: 'one that the server takes without a complaint comes first, a newer one is better than none'
        PgProgram.require('pg_dump', 9, 9, path).path() == old
        PgProgram.newest('pg_dump', 9, path).get().path() == old
        PgProgram.newest('pg_dump', 8, path).empty
        PgProgram.require('pg_dump', 8, 8, path).path() == old
    }

    private static Environment.DatabaseBinding binding(String connect, String role = null) {
        new Environment.DatabaseBinding(connect, role, null, null, 'spec')
    }
}
