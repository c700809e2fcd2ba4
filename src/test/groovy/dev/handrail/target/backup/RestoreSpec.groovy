package dev.handrail.target.backup

import dev.handrail.live.Child
import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.problem.Problem
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Finding
import dev.handrail.runbook.Prune
import dev.handrail.runbook.Restore
import dev.handrail.runbook.Sql
import dev.handrail.runbook.Swap
import dev.handrail.target.host.SearchPath
import dev.handrail.target.postgres.Login
import dev.handrail.target.postgres.Postgres
import dev.handrail.target.postgres.PostgresEffects
import dev.handrail.text.Text
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path

@Requires({ LivePostgres.available })
class RestoreSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    @TempDir
    Path home
    String name = server.newDatabase('shop')
    String role = "app_$name"
    Login login = DumpSpec.login(server.conninfo(name))
    WholeDatabases whole = new WholeDatabases(SearchPath.ofEnvironment().first(LivePostgres.bin()), { home.resolve(it) })
    Path place = home.resolve('backups/b1')
    LiveExecution execution = new LiveExecution(step: 'immediate/restore')
    String fresh = "${name}_fresh"
    String kept = "${name}_kept"

    def setup() {
        server.execute(name, 'create table users (id int primary key, name text)',
                       "insert into users select i, md5(i::text) from generate_series(1, 500) i", "create role $role",
                       "alter table users owner to $role", "comment on database \"$name\" is 'the shop'",
                       "revoke all on database \"$name\" from public", "grant connect, temporary on database \"$name\" to $role",
                       "alter database \"$name\" set search_path to public, pg_catalog", "alter database \"$name\" set work_mem to '9MB'",
                       "alter role $role in database \"$name\" set statement_timeout to '7s'", "alter database \"$name\" connection limit 50")
        def effects = new PostgresEffects(login, new Postgres(login))
        effects.anchor(new Anchor('main', true), new LiveExecution())
        effects.sql(Sql.inTransaction('main', [], Envelope.DEFAULT), new LiveExecution(effect: 'before'))
        effects.close()
        whole.dump(login, DumpSpec.dump(), new LiveExecution(step: 'before/backup'))
        server.execute(name, 'delete from users where id > 100')
    }

    def "a backup is restored beside the database, with what a dump does not hold"() {
        when:
        def outcome = whole.restore(login, restore(), execution)

        then:
        outcome.facts().into == fresh
        outcome.counts() == [rows: 500L, tables: 2L]
        server.value(fresh, 'select count(*) from users') == 500
        server.value(name, 'select count(*) from users') == 100
        server.value(fresh, "select tableowner from pg_tables where tablename = 'users'") == role
        server.row('postgres', "select datacl::text, datconnlimit from pg_database where datname = '$fresh'") ==
            server.row('postgres', "select datacl::text, datconnlimit from pg_database where datname = '$name'")
        settings(fresh) == settings(name)
        server.value(fresh, "select count(*) from pg_stats where tablename = 'users'") > 0

        when: 'an attempt that was cut short is begun anew'
        whole.restore(login, restore(), new LiveExecution(step: 'immediate/restore', attempt: 2))

        then:
        server.value(fresh, 'select count(*) from users') == 500
    }

    def "a backup whose file is #damage is refused before anything is made"() {
        given:
        doing(place.toFile().listFiles().findAll { it.name.endsWith('.dat.gz') }.max { it.length() })

        when:
        whole.restore(login, restore(), execution)

        then:
        def problem = thrown(Problem)
        problem.what() == 'the backup is not what was proven'
        problem.why() =~ told
        execution.facts == null
        server.value('postgres', "select count(*) from pg_database where datname = '$fresh'") == 0

        where:
        damage      | told                 | doing
        'truncated' | /has \d+ bytes/      | { File f -> new RandomAccessFile(f, 'rw').withCloseable { it.setLength(10) } }
        'flipped'   | /has other bytes/    | { File f -> DumpSpec.flip(f) }
        'removed'   | /is missing/         | { File f -> f.delete() }
        'added'     | /extra was added/    | { File f -> new File(f.parentFile, 'extra').text = 'x' }
    }

    def "another backup in the place of the one that was agreed to is refused before anything is made"() {
        given:
        String agreed = new Manifests().at(place).get().digest()
        Files.move(place, home.resolve('moved'))
        whole.dump(login, DumpSpec.dump(), new LiveExecution(run: 'run-1', step: 'before/backup'))

        when:
        whole.restore(login, restore(agreed), execution)

        then:
        def problem = thrown(Problem)
        problem.what() == 'the backup was replaced since it was planned'
        execution.facts == null
    }

    def "a folder that is no backup, and a database that is there already, are refused"() {
        given:
        Files.delete(place.resolve('manifest.json'))

        when:
        whole.restore(login, restore(), execution)

        then:
        def none = thrown(Problem)
        none.what() == 'there is no proven backup'

        when:
        Files.createDirectories(home.resolve('backups2'))
        whole.dump(login, DumpSpec.dump(), new LiveExecution(run: 'other', step: 'before/backup', values: null).tap { place.toFile().deleteDir() })
        server.execute('postgres', "create database \"$fresh\"")
        whole.restore(login, restore(), execution)

        then:
        def there = thrown(Problem)
        there.what().contains('is there already and not of this run')
    }

    def "names are swapped under the application's feet, and back"() {
        given:
        whole.restore(login, restore(), execution)
        def application = server.connect(name)
        def swap = new Swap('main', name, fresh, kept, true)
        def work = new LiveExecution(step: 'immediate/restore', effect: 'swap', consents: [Swap.CONSENT])
        boolean left = false

        when:
        def outcome = whole.swap(login, swap, work, true, { left = true })

        then:
        left
        outcome.facts() == [name: name, fresh: fresh, kept: kept]
        !application.isValid(5)
        server.value(name, 'select count(*) from users') == 500
        server.value(kept, 'select count(*) from users') == 100
        server.value('postgres', "select count(*) from pg_database where datname = '$fresh'") == 0
        (server.value('postgres', "select shobj_description(oid, 'pg_database') from pg_database where datname = '$name'") as String).endsWith('\nthe shop')

        and: 'open runs and markers were carried over'
        server.value(name, 'select count(*) from handrail.run') == 1
        server.value(name, "select count(*) from handrail.marker where effect = 'before'") == 1

        and: 'it is proven, and not done twice'
        whole.establish(login, work.asStarted(swap)).verdict() == Finding.Verdict.APPLIED
        whole.swap(login, swap, new LiveExecution(step: 'immediate/restore', effect: 'swap', attempt: 2), true, { }).facts() == outcome.facts()

        when:
        def back = new Swap('main', name, kept, "${name}_failed", true)
        whole.swap(login, back, new LiveExecution(step: 'immediate/restore', effect: 'swap-back', phase: 'rollback'), true, { })

        then:
        server.value(name, 'select count(*) from users') == 100
        server.value("${name}_failed", 'select count(*) from users') == 500
    }

    def "names are swapped too where nothing is to be carried over"() {
        given:
        whole.restore(login, restore(), execution)
        server.execute(name, 'truncate handrail.run, handrail.marker')

        when:
        whole.swap(login, new Swap('main', name, fresh, kept, true), new LiveExecution(step: 'immediate/restore', effect: 'swap', consents: [Swap.CONSENT]), true, { })

        then:
        server.value(name, 'select count(*) from users') == 500
        server.value(name, 'select count(*) from handrail.marker') == 0
    }

    def "a process killed while it swaps leaves both names, and everybody gets in"() {
        given:
        whole.restore(login, restore(), execution)
        def prepared = server.connect(name)
        prepared.autoCommit = false
        prepared.createStatement().execute('create table p (a int)')
        prepared.createStatement().execute("prepare transaction 'holds $name'")
        prepared.close()
        def child = new Child(SwappingProcess, server.conninfo(name), name, fresh, kept)
        new PollingConditions(timeout: 60).eventually {
            assert server.value('postgres', "select count(*) from pg_stat_activity where query like 'alter database \"$name\" rename%'") == 1
        }

        when:
        child.kill()
        def swap = new Swap('main', name, fresh, kept, false)
        def facts = child.lines.findAll { it.startsWith('fact ') }.collectEntries { it.split(' ', 3).drop(1).toList() }
        def cut = new LiveExecution(step: 'immediate/restore', effect: 'swap', facts: facts)

        then:
        whole.establish(login, cut.asStarted(swap)).verdict() == Finding.Verdict.NOT_APPLIED
        server.value('postgres', "select count(*) from pg_stat_activity where pid = $facts.pid") == 0
        server.value(name, 'select count(*) from users') == 100
        server.value(fresh, 'select count(*) from users') == 500

        when:
        server.execute(name, "rollback prepared 'holds $name'")
        whole.swap(login, swap, new LiveExecution(step: 'immediate/restore', effect: 'swap', attempt: 2), true, { })

        then:
        server.value(name, 'select count(*) from users') == 500

        cleanup:
        child.close()
    }

    def "an application that keeps coming back can't prevent a swap"() {
        given:
        whole.restore(login, restore(), execution)
        def going = true
        def application = (1..4).collect {
            Thread.start {
                while (going) {
                    try {
                        server.connect(name).withCloseable { it.createStatement().execute('select pg_sleep(0.05)') }
                    } catch (java.sql.SQLException ignored) {
                        // ended, it comes back
                    }
                }
            }
        }

        when:
        whole.swap(login, new Swap('main', name, fresh, kept, false), new LiveExecution(effect: 'swap', consents: [Swap.CONSENT]), true, { })
        going = false
        application*.join()

        then:
        server.value(name, 'select count(*) from users') == 500

        cleanup:
        going = false
    }

    @Tag('long')
    def "where a rename fails, both keep their names and are open"() {
        given:
        whole.restore(login, restore(), execution)
        def prepared = server.connect(fresh)
        prepared.autoCommit = false
        prepared.createStatement().execute("create table p (a int)")
        prepared.createStatement().execute("prepare transaction 'in the way $name'")
        prepared.close()

        when:
        whole.swap(login, new Swap('main', name, fresh, kept, false), new LiveExecution(effect: 'swap'), true, { })

        then:
        def problem = thrown(Problem)
        problem.why().contains('prepared transaction')
        server.value(name, 'select count(*) from users') == 100
        server.value(fresh, 'select count(*) from users') == 500

        cleanup:
        server.execute(fresh, "rollback prepared 'in the way $name'")
    }

    def "no swap while the lock stands in the database itself"() {
        when:
        whole.swap(login, new Swap('main', name, fresh, kept, false), new LiveExecution(effect: 'swap'), false, { })

        then:
        def problem = thrown(Problem)
        problem.remedy().contains('postgres')
    }

    def "old backups are removed, but never the newest, and nothing that is none"() {
        given:
        Path second = home.resolve('backups/b2')
        whole.dump(login, DumpSpec.dump(name: 'b2', jobs: 1),
                   new LiveExecution(run: 'run-2', step: 'before/backup'))
        Path other = Files.createDirectories(home.resolve('backups/photos'))

        when:
        def outcome = whole.prune(new Prune([place.toString(), home.resolve('backups/gone').toString()]), execution)

        then:
        outcome.counts() == [backups: 1L]
        !Files.exists(place)
        Files.exists(second)

        when:
        whole.prune(new Prune([refused.call(second, other).toString()]), execution)

        then:
        thrown(Problem)
        Files.exists(second)
        Files.exists(other)

        where:
        refused << [{ newest, photos -> newest }, { newest, photos -> photos }]
    }

    static class SwappingProcess {
        static void main(String[] arguments) {
            def execution = new LiveExecution(step: 'immediate/restore', effect: 'swap')
            execution.whenStarted = {
                execution.facts.each { name, value -> println "fact $name $value" }
                System.out.flush()
            }
            new WholeDatabases(SearchPath.ofEnvironment(), { Path.of(it) })
                .swap(DumpSpec.login(arguments[0]), new Swap('main', arguments[1], arguments[2], arguments[3], false),
                      execution, true, { })
        }
    }

    private List settings(String database) {
        server.row('postgres', """select array_agg(coalesce(r.rolname, '') || ' ' || c order by 1)::text
            from pg_database d join pg_db_role_setting s on s.setdatabase = d.oid left join pg_roles r on r.oid = s.setrole, unnest(setconfig) c
            where datname = '$database'""")
    }

    private Restore restore(String digest = '') {
        new Restore('main', Text.of('backups/b1'), digest, fresh, 2)
    }
}
