package dev.handrail.shell

import dev.handrail.live.LivePostgres
import dev.handrail.shell.session.Seat
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** A login that has no rights of its own: plans and checks as the role that reads, effects as the role that owns. */
@Requires({ LivePostgres.available })
class TwoAccountsSpec extends Specification {
    @TempDir
    Path folder

    ByteArrayOutputStream out = new ByteArrayOutputStream()
    LivePostgres server = LivePostgres.server()
    String name = server.newDatabase('accounts')
    String login = "login_$name"
    String owner = "owner_$name"
    String reader = "reader_$name"

    void setup() {
        server.execute(name, "create role $owner nologin", "create role $reader nologin",
            "create role $login login noinherit password '$LivePostgres.PASSWORD'", "grant $owner, $reader to $login",
            "grant create on database $name to $owner", "alter schema public owner to $owner",
            "grant usage on schema public to $reader", "set role $owner; create table orders (id int primary key, note text)",
            "set role $owner; insert into orders select i from generate_series(1, 50) i",
            "alter default privileges for role $owner grant select on tables to $reader", "grant select on orders to $reader")
        Path password = Files.writeString(folder.resolve('password'), LivePostgres.PASSWORD)
        Files.writeString(folder.resolve('handrail.yml'), """\
            environments:
              staging:
                databases:
                  main: { connect: "host=127.0.0.1 port=$server.port dbname=$name user=$login", role: $owner, readAs: $reader, password: "file:$password" }
            """.stripIndent())
        Files.createDirectories(folder.resolve('runbooks/accounts/migrations'))
        Files.writeString(folder.resolve('runbooks/accounts/migrations/01.sql'), 'create table totals (id int primary key);')
        Files.writeString(folder.resolve('runbooks/accounts/accounts.groovy'), """\
            runbook('accounts', 'Two accounts') {
              database 'main'
              section('all', 'All') {
                step('reads') { check('who asks') { sql 'select current_user'; expect '$reader' } }
                step('schema') {
                  migrate { files 'migrations/*.sql' }
                  check('owner') { sql "select tableowner from pg_tables where tablename = 'totals'"; expect '$owner' }
                }
                step('rows') {
                  backfill { table 'orders'; set "note = 'x'"; where 'note is null'; batch 20 }
                  rollback { sql 'update orders set note = null where id > 0' }
                }
                step('again') { migrate { files 'migrations/*.sql' } }
              }
            }
            """.stripIndent())
    }

    void cleanup() {
        server.execute('postgres', "drop database $name with (force)")
        server.execute('postgres', "drop role $login", "drop role $owner", "drop role $reader")
    }

    private int handrail(String... words) {
        out.reset()
        PrintStream to = new PrintStream(out, true)
        Seat seat = new Seat(to, to, [HOME: folder.toString(), PATH: System.getenv('PATH')], folder, { Optional.empty() }, { 100 },
            false, false, false)
        Front.run(seat, (['--home', folder.resolve('home').toString(), '--env', 'staging'] + (words as List)) as String[]).status()
    }

    def "what reads can't write, and what is made belongs to the role"() {
        expect:
        handrail('plan', 'accounts') == 0
        int code = handrail('run', 'accounts', '--yes', 'changes')
        assert code == 0: out
        server.value(name, "select tableowner from pg_tables where tablename = 'totals'") == owner
        server.value(name, "select count(*) from pg_tables where schemaname = 'handrail' and tableowner <> '$owner'") == 0
        server.value(name, "select count(*) from orders where note = 'x'") == 50

        and: 'also once the records are there'
        handrail('plan', 'accounts') == 0
        handrail('runs') == 0
        int again = handrail('run', 'accounts', '--yes', 'changes')
        assert again == 0: out
    }

    def "doctor tells what a runbook would lack, and the line that helps"() {
        expect:
        handrail('doctor', 'accounts') == 0
        out.toString().contains('main: sessions')
        out.toString().contains("as $login (effects as $owner, plans and checks as $reader), primary")
        out.toString().contains("$owner may update its rows")
        out.toString().contains("is not seen: grant pg_read_all_stats to $reader")

        when:
        server.execute(name, 'alter table orders owner to postgres', "revoke all on orders from $owner",
            "revoke create on database $name from $owner")

        then:
        handrail('doctor', 'accounts') == 7
        out.toString().contains("let its owner, postgres, run: grant update on public.orders to $owner")
        out.toString().contains("grant create on database $name to $owner")
    }

    def "env tells who changes and who looks; a role that is not there is told as that"() {
        expect:
        handrail('env') == 0
        out.toString().contains("as $login (effects as $owner, plans and checks as $reader), primary")

        when:
        Path file = folder.resolve('handrail.yml')
        Files.writeString(file, Files.readString(file).replace("readAs: $reader", 'readAs: raeder'))

        then:
        handrail('env') == 7
        out.toString().contains("handrail.yml:4, or make this one: create role raeder; grant raeder to $login")
    }

    def "a role that can't be taken is told by doctor, with the line that grants it"() {
        given:
        server.execute('postgres', "revoke $owner from $login")

        expect:
        handrail('doctor', 'accounts') == 7
        out.toString().contains("grant $owner to $login")

        and: 'and without a runbook'
        handrail('env') == 7
        out.toString().contains("grant $owner to $login")

        cleanup:
        server.execute('postgres', "grant $owner to $login")
    }
}
