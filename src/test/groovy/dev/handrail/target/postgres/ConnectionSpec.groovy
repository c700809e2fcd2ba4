package dev.handrail.target.postgres

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.live.Wire
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Guard
import dev.handrail.runbook.Sql
import dev.handrail.text.SqlText
import dev.handrail.text.Values
import jdk.net.ExtendedSocketOptions
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration

import static dev.handrail.target.postgres.PostgresSpec.login

/** How connections are made and kept: bounded in time, noticed when they are gone, encrypted off this machine. */
@Requires({ LivePostgres.available })
class ConnectionSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    String name = server.newDatabase()
    List<AutoCloseable> opened = []
    Guard.Holder ana = new Guard.Holder('run-a', 'shop', 'ana', 'ops1', '2026-11-21T02:00:11Z')

    def cleanup() {
        opened.reverse()*.close()
    }

    def "a server that takes the connection and says nothing is given up within connect_timeout"() {
        given:
        def wire = new Wire(server.port)
        opened << wire
        wire.hole = true
        long begin = System.nanoTime()

        when:
        new Postgres(login(server.conninfo(name).replace("port=$server.port", "port=$wire.port") + ' connect_timeout=2')).identity()

        then:
        def problem = thrown(Problem)
        problem.what() == 'no server answers'
        Duration.ofNanos(System.nanoTime() - begin) < Duration.ofSeconds(20)
    }

    def "our end of a connection notices within half a minute that the other machine is gone"() {
        given:
        def socket = new KeptAlive().createSocket()
        opened << socket

        expect:
        socket.keepAlive
        socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE) + socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL) * socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT) <= 30

        when: 'the driver asks for nothing else'
        ways*.call(new KeptAlive())

        then:
        thrown(UnsupportedOperationException)

        where:
        ways << [[{ it.createSocket('h', 1) }], [{ it.createSocket('h', 1, null, 1) }], [{ it.createSocket((InetAddress) null, 1) }],
                 [{ it.createSocket((InetAddress) null, 1, null, 1) }]]
    }

    def "within an effect the server notices a client that is gone, gives way to others, and tells whose session it is"() {
        given:
        def database = new Postgres(login(server.conninfo(name)))
        def effects = new PostgresEffects(login(server.conninfo(name)), database)
        opened.addAll([database, effects])
        effects.anchor(new Anchor('main', true), new LiveExecution(effect: 'anchor'))

        when:
        effects.sql(sql("create table seen as select name, setting from pg_settings"), new LiveExecution())

        then:
        setting('lock_timeout') == '2000'
        setting('client_connection_check_interval') == '2000'
        setting('idle_in_transaction_session_timeout') == '60000'
        setting('tcp_keepalives_idle') == '15'
        setting('application_name') == 'handrail/spec-run/schema/scripts'
        setting('search_path') == '"$user", public'
    }

    private String setting(String setting) {
        server.value(name, "select setting from seen where name = '$setting'")
    }

    def "a role whose idle sessions the server ends keeps its lock; one that is ended all the same is noticed"() {
        given:
        String user = "idle_$name"
        server.execute(name, "create role $user login password '${LivePostgres.PASSWORD}'",
                       "alter role $user set idle_session_timeout to '2s'", "alter role $user set idle_in_transaction_session_timeout to '2s'")
        def login = login(server.conninfo(name, true, user))
        def database = new Postgres(login)
        def effects = new PostgresEffects(login, database)
        def lock = new PostgresLock(login, database, effects)
        opened.addAll([database, effects, lock])
        lock.take(ana)
        effects.mustBeChangeable()

        when: 'so long that every other session of its is gone'
        new PollingConditions(timeout: 60).eventually {
            assert server.value('postgres', "select count(*) from pg_stat_activity where usename = '$user'") == 1
        }
        lock.verify()

        then: 'questions go on in new sessions'
        database.ask(SqlText.of('select 1', Position.NOWHERE).single(), Stub(Values)).value() == 1L

        when:
        server.execute('postgres', "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = '$user'")
        lock.verify()

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.HELD
        problem.what().contains('is lost')
    }

    def "the holder's signs of life are told to whoever finds the lock taken"() {
        expect:
        new LockSession.Other(1, null, null, null, silent).alive() == told

        where:
        silent   || told
        null     || ''
        '-0.2'   || ', alive 0ms ago'
        '4.7'    || ', alive 4s ago'
        '95'     || ', silent for 1m35s: its machine may be gone'
    }

    def "the lock's session keeps giving signs of life"() {
        given:
        def login = login(server.conninfo(name))
        def database = new Postgres(login)
        def lock = new PostgresLock(login, database, new PostgresEffects(login, database))
        opened.addAll([database, lock])
        lock.take(ana)
        String beat = "select state_change::text from pg_stat_activity where query like '%run=run-a%' and query like '%pg_backend_pid%' and application_name like '%lock' and pid <> pg_backend_pid()"
        lock.verify()
        def first = server.value('postgres', beat)

        expect:
        new PollingConditions(timeout: 60).eventually {
            assert first != null && server.value('postgres', beat) != first
        }
    }

    def "#host without a word about TLS is #meant"() {
        given:
        def address = Resolver.ofProcess().resolve(connect, null, 'spec')

        expect:
        address.properties().sslmode == mode
        address.said().sslmode == mode

        where:
        host                     | connect                                  || mode          | meant
        'this machine'           | 'host=localhost'                         || null          | "as libpq's default"
        'a loopback address'     | 'host=127.0.0.1,::1 port=1,2'            || null          | "as libpq's default"
        'another machine'        | 'host=db1'                               || 'require'     | 'TLS or nothing'
        'one of several'         | 'host=localhost,db2'                     || 'require'     | 'TLS or nothing'
        'another with prefer'    | 'host=db1 sslmode=prefer'                || 'require'     | 'TLS or nothing'
        'another with disable'   | 'host=db1 sslmode=disable'               || 'disable'     | 'plain, because it is written'
        'another, verified'      | 'host=db1 sslmode=verify-full'           || 'verify-full' | 'as written'
    }

    @TempDir
    Path folder

    def "a certificate that nobody vouches for is refused where it is to be verified, and so is one for another host"() {
        given:
        ['localhost', 'elsewhere.example'].each { host ->
            ['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', "/CN=$host", '-addext', "subjectAltName=DNS:$host",
             '-keyout', folder.resolve("${host}.key").toString(), '-out', folder.resolve("${host}.crt").toString()]*.toString().execute().waitFor()
        }
        def secure = LivePostgres.start()
        secure.secure(Files.readAllBytes(folder.resolve('localhost.crt')), Files.readAllBytes(folder.resolve('localhost.key')))
        String connect = secure.conninfo('postgres').replace('host=127.0.0.1', 'host=localhost')

        expect: 'encrypted, where it is vouched for'
        new Postgres(login("$connect sslmode=verify-full sslrootcert=$folder/localhost.crt")).withCloseable {
            it.ask(SqlText.of('select ssl from pg_stat_ssl where pid = pg_backend_pid()', Position.NOWHERE).single(), Stub(Values)).value()
        } == true

        when:
        new Postgres(login("$connect sslmode=verify-full sslrootcert=$folder/elsewhere.example.crt")).identity()

        then:
        def stranger = thrown(Problem)
        stranger.exitCode() == ExitCode.UNREACHABLE
        stranger.what() == 'no TLS connection is made'

        when: 'right authority, another name'
        new Postgres(login("${secure.conninfo('postgres')} sslmode=verify-full sslrootcert=$folder/localhost.crt")).identity()

        then:
        def misnamed = thrown(Problem)
        misnamed.what() == 'no TLS connection is made'

        cleanup:
        secure?.stop('immediate')
    }

    private static Sql sql(String text) {
        Sql.inTransaction('main', SqlText.of(text, new Position('01.sql', 1, 1)).statements(), Envelope.DEFAULT)
    }
}
