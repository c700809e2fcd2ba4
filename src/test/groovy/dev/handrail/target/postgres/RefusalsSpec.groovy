package dev.handrail.target.postgres

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Sql
import dev.handrail.text.Secret
import dev.handrail.text.SqlText
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

@Requires({ LivePostgres.available })
class RefusalsSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()

    def "#kind is told in one line with what helps"() {
        when:
        new Postgres(PostgresSpec.login(connect(server))).identity()

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.what() ==~ what
        problem.remedy() ==~ fix
        problem.where().contains('spec')
        !problem.told().contains(LivePostgres.PASSWORD)
        !problem.told().contains('geheim')

        where:
        kind                 | connect                                                                 || what | fix
        'no server'          | { "host=127.0.0.1 port=${LivePostgres.freePort()} dbname=x" }           || /no server answers/ | /.*pg_isready -h 127.0.0.1 -p \d+/
        'an unknown host'    | { 'host=nowhere.invalid dbname=x password=y' }                          || /the host is not known/ | /write the right host name.*/
        'a wrong password'   | { it.conninfo('postgres', false) + ' password=geheim' }                 || /the server refuses the password of postgres/ | /bind one with password: env:NAME.*/
        'no password at all' | { it.conninfo('postgres', false) + ' passfile=/no/such' }               || /the server asks for a password and none is known/ | /bind one with password: env:NAME.*/
        'a wrong database'   | { it.conninfo('no_such_db') }                                           || /the database no_such_db is not there/ | /.*createdb no_such_db/
        'an unknown user'    | { it.conninfo('postgres', true, 'nobody_known') }                       || /the server refuses the password of nobody_known/ | /bind one.*/
        'missing TLS'        | { it.conninfo('postgres') + ' sslmode=require' }                        || /no TLS connection is made/ | /turn TLS on at the server.*sslmode=disable/
    }

    def "a line missing in pg_hba.conf, no connection left, and a role that can't be taken are told apart"() {
        given:
        def own = LivePostgres.start(max_connections: '4', superuser_reserved_connections: '1')
        own.execute('postgres', "create role a login password '${LivePostgres.PASSWORD}'")

        when:
        new Postgres(PostgresSpec.login(own.conninfo('postgres', true, 'a'), null, 'postgres')).identity()

        then:
        def role = thrown(Problem)
        role.what() == "a can't become postgres"
        role.remedy().contains('grant postgres to a')

        when:
        def held = (1..3).collect { own.connect('postgres', 'a') }
        new Postgres(PostgresSpec.login(own.conninfo('postgres', true, 'a'))).identity()

        then:
        def full = thrown(Problem)
        full.what() == 'the server has no connection left'

        when:
        held*.close()
        own.refuse('a')
        new Postgres(PostgresSpec.login(own.conninfo('postgres', true, 'a'))).identity()

        then:
        def hba = thrown(Problem)
        hba.remedy().contains('pg_hba.conf')

        cleanup:
        own?.stop('immediate')
    }

    def "a role that #is is refused in one line"() {
        given:
        String role = 'refused_' + UUID.randomUUID().toString().take(8)
        server.execute('postgres', "create role $role login password '${LivePostgres.PASSWORD}'", "alter role $role $change")

        when:
        def first = change.contains('limit') ? server.connect('postgres', role) : null
        new Postgres(PostgresSpec.login(server.conninfo('postgres', true, role))).identity()

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.what() ==~ what
        problem.what().readLines().size() == 1
        !problem.told().contains(LivePostgres.PASSWORD)

        cleanup:
        first?.close()

        where:
        is                           | change                      || what
        'has an expired password'    | "valid until '2020-01-01'"  || /the server refuses the password of refused_.*/
        'may not log in'             | 'nologin'                   || /the server refuses refused_.*/
        'has used its connections'   | 'connection limit 1'        || /the server has no connection left/
    }

    def "a standby answers questions and refuses effects"() {
        given:
        def primary = LivePostgres.start()
        def standby = primary.standby()
        def login = PostgresSpec.login(standby.conninfo('postgres'))
        def database = new Postgres(login)

        expect:
        database.identity().standby()
        database.ask(SqlText.of('select 1', Position.NOWHERE).single(), Stub(dev.handrail.text.Values)).value() == 1L

        when:
        new PostgresEffects(login, database).anchor(new Anchor('main', true), new LiveExecution())

        then:
        def problem = thrown(Problem)
        problem.what() == "the server is a standby, which can't be changed"

        cleanup:
        database?.close()
        standby?.stop('immediate')
        primary?.stop('immediate')
    }

    def "a database that is read-only by default refuses effects"() {
        given:
        String name = server.newDatabase()
        server.execute('postgres', "alter database $name set default_transaction_read_only to on")
        def login = PostgresSpec.login(server.conninfo(name))

        when:
        new PostgresEffects(login, new Postgres(login)).sql(
            Sql.inTransaction('main', SqlText.of('create table t (a int)', Position.NOWHERE).statements(), Envelope.DEFAULT),
            new LiveExecution())

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.what().contains('read-only by default')
    }

    def "a password bound by the environment wins over all others"() {
        given:
        def address = Resolver.ofProcess().resolve(server.conninfo('postgres', false) + ' password=geheim',
                                                   new Secret('password of main', LivePostgres.PASSWORD), 'spec')

        expect:
        new Postgres(Login.of(address, null, null, 'run', new dev.handrail.text.Redactor())).identity().user() == 'postgres'
    }
}
