package dev.handrail.target.backup

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Dump
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Restore
import dev.handrail.target.host.SearchPath
import dev.handrail.target.inventory.InventoryFile
import dev.handrail.target.postgres.Login
import dev.handrail.text.Text
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** Owners, privileges, extensions, sequences, materialized views and large objects: taken down with the dump, compared with the copy. */
@Requires({ LivePostgres.available })
class InventorySpec extends Specification {
    static final Map TRIED = [proof: Dump.Proof.RESTORED]

    @Shared
    LivePostgres server = LivePostgres.server()
    @TempDir
    Path home
    String name = server.newDatabase('shop')
    String app = "app_$name"
    String reader = "reader_$name"
    Login login = DumpSpec.login(server.conninfo(name))
    WholeDatabases whole = new WholeDatabases(SearchPath.ofEnvironment().first(LivePostgres.bin()), { home.resolve(it) })
    LiveExecution execution = new LiveExecution(step: 'before/backup')
    Path place = home.resolve('backups/b1')

    def setup() {
        server.execute('postgres', "create role $app", "create role $reader")
        server.execute(name, 'create schema sales', "alter schema sales owner to $app",
                       'create table sales.orders (id bigint generated always as identity primary key, total numeric)',
                       "alter table sales.orders owner to $app", 'insert into sales.orders (total) select g from generate_series(1, 40) g',
                       "grant usage on schema sales to $reader", "grant select (id), update (total) on sales.orders to $reader",
                       "grant select on sales.orders to $reader with grant option",
                       "alter default privileges for role $app in schema sales grant select on tables to $reader",
                       "create function sales.twice(n int) returns int language sql as 'select 2 * n'", "revoke execute on function sales.twice from public",
                       "create type sales.mood as enum ('so')", "alter type sales.mood owner to $app",
                       'create sequence "odd Name" increment by -3 start with -1', '''select nextval('"odd Name"'), nextval('"odd Name"')''',
                       'create sequence unused start with 7', "create sequence set_back", "select setval('set_back', 900, false)",
                       'create materialized view sales.totals as select sum(total) as total from sales.orders', "alter materialized view sales.totals owner to $app",
                       'create materialized view empty_yet as select 1 as one with no data',
                       "select lo_from_bytea(77001, 'one'), lo_from_bytea(0, decode(repeat('ab', 5000), 'hex'))",
                       "grant select on large object 77001 to $reader",
                       'create extension pg_trgm', "revoke connect on database \"$name\" from public")
    }

    def "all of it is in the dump's manifest folder and the same in the restored copy"() {
        when:
        whole.dump(login, DumpSpec.dump(TRIED + [content: content]), execution)

        then:
        def manifest = ManifestFile.read(place).get()
        manifest.provenance().taken().remarks() == []
        execution.lines.findAll { it.contains('differs') || it.contains('not') } == []
        manifest.files().files().containsKey(InventoryFile.NAME)
        manifest.provenance().taken().inventory().subMap(['database', 'extension', 'sequence', 'materialized-view', 'view', 'large-objects']) ==
            [database: 2L, extension: 2L, sequence: 4L, view: 2L, 'large-objects': large]
        manifest.manifest().restored() > 1_000_000
        List<String> lines = Files.readAllLines(place.resolve(InventoryFile.NAME))
        told.every { String line -> lines.any { it.contains(line) } }

        where:
        content | large | told
        false   | 1L    | ['["EXTENSION","pg_trgm","1.', '["OWNER","table sales.orders","app_', '["PRIVILEGES","column sales.orders.total","reader_',
                           '["SEQUENCE","public.\\"odd Name\\"","-7 -7 -3"]', '["SEQUENCE","public.set_back","900 900 1"]', '["SEQUENCE","public.unused","7 7 1"]',
                           '["SEQUENCE","sales.orders_id_seq","41 41 1"]', '["VIEW","public.empty_yet","not filled"]', '["VIEW","sales.totals","1 rows"]',
                           '["LARGE_OBJECTS","how many","2"]', '["DEFAULT_PRIVILEGES","of app_', '["OWNER","function sales.twice(n integer)"']
        true    | 2L    | ['["VIEW","sales.totals","1 rows, content ', '["LARGE_OBJECTS","content","']
    }

    @Tag('long')
    def "what the copy lacks fails the proof: #what"() {
        given:
        inCopy(statement.replace('APP', app).replace('READER', reader))

        when:
        whole.dump(login, DumpSpec.dump(TRIED + [content: true]), execution)

        then:
        EffectFailure failure = thrown()
        failure.problem().what() == 'the restored dump holds something else than the database'
        failure.problem().why().replace(name, 'DB').readLines().any { it.startsWith(told) }
        nothingStays()

        where:
        what                       | statement                                                        | told
        'a sequence is behind'     | 'alter table sales.orders alter id restart with 40'              | 'sequence sales.orders_id_seq: gives out 40 next, expected 41'
        'one that counts down too' | '''select setval('"odd Name"', -1)'''                            | 'sequence public."odd Name": gives out -4 next, expected -7'
        'a sequence is gone'       | 'drop sequence unused'                                           | 'sequence public.unused: not there'
        'another owner'            | 'alter table sales.orders owner to postgres'                     | 'owner of table sales.orders: postgres, expected app_DB'
        'a privilege more'         | 'grant insert on sales.orders to READER'                         | 'privileges on table sales.orders: app_DB: DELETE, INSERT, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE; reader_DB: INSERT, SELECT*, expected app_DB: DELETE, INSERT, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE; reader_DB: SELECT*'
        'a privilege less'         | 'revoke all on schema sales from READER'                         | 'privileges on schema sales: those of a new object, expected app_DB: CREATE, USAGE; reader_DB: USAGE'
        'no default privileges'    | 'alter default privileges for role APP in schema sales revoke select on tables from READER' | 'default privileges of app_DB in schema sales on tables: none, expected reader_DB: SELECT'
        'an extension is gone'     | 'drop extension pg_trgm'                                         | 'extension pg_trgm: none, expected 1.6'
        'a view is gone'           | 'drop materialized view sales.totals'                            | 'materialized view sales.totals: not there'
        'a view is not filled'     | 'refresh materialized view sales.totals with no data'            | 'materialized view sales.totals: not filled, expected 1 rows, content '
        'a large object is gone'   | 'select lo_unlink(77001)'                                        | 'large objects, how many: 1, expected 2'
        'a large object is another' | "select lo_put(77001, 2, 'x')"                                  | 'large objects, content: '
    }

    def "what costs no data is a remark, on the screen and in the manifest: #what"() {
        given:
        inCopy(statement)

        when:
        def outcome = whole.dump(login, DumpSpec.dump(TRIED + [content: true]), execution)

        then:
        outcome.facts().remarks =~ told
        List<String> remarks = ManifestFile.read(place).get().provenance().taken().remarks()
        remarks.size() == 1
        remarks[0] =~ told
        execution.lines.contains("the restored dump differs: ${remarks[0]}".toString())

        where:
        what                      | statement                                                          | told
        'a sequence is ahead'     | "select setval('sales.orders_id_seq', 99)"                         | /sequence sales.orders_id_seq: gives out 100 next, expected 41/
        'a view was older'        | "alter table sales.orders disable trigger all; create or replace function pg_temp.f() returns int language sql as 'select 1'; drop materialized view empty_yet; create materialized view empty_yet as select 1" | /materialized view public.empty_yet: 1 rows.*, expected not filled/
    }

    def "numbers that are given out while the dump is made are bounds, not differences"() {
        given:
        boolean done = false
        execution.whenProgress = {
            if (!done && it.what() == 'dumping') {
                done = true
                server.execute(name, "select nextval('unused') from generate_series(1, 5)")
            }
        }

        when:
        whole.dump(login, DumpSpec.dump(TRIED), execution)

        then:
        done
        Files.readAllLines(place.resolve(InventoryFile.NAME)).contains('["SEQUENCE","public.unused","7 12 1"]')
    }

    def "on a server without the roles the dump is tried without them, and that is said"() {
        given:
        LivePostgres other = LivePostgres.start()

        when:
        whole.dump(login, DumpSpec.login(other.conninfo('postgres')), DumpSpec.dump(TRIED + [on: 'rehearsal']), execution)

        then:
        ManifestFile.read(place).get().provenance().taken().remarks() ==
            ["owners and privileges were not tried: the server has no role $app, $reader"]*.toString()

        cleanup:
        other?.stop('immediate')
    }

    def "who is no superuser tries a dump without the owners of others, with his own: #own"() {
        given:
        String clerk = "clerk_$name"
        String shelf = "shelf_$name"
        server.execute('postgres', "create role $clerk login createdb password '$LivePostgres.PASSWORD' in role pg_read_all_data", "create database $shelf owner $clerk")
        server.execute(shelf, 'create schema lent', "alter schema lent owner to $clerk", 'create table lent.books (id serial)', 'insert into lent.books default values',
                       "alter table lent.books owner to ${own ? clerk : app}", "grant select on lent.books to $reader")
        Login his = DumpSpec.login(server.conninfo(shelf, true, clerk))
        String system = server.value('postgres', 'select system_identifier::text from pg_control_system()')
        server.execute('postgres', "create database handrail_scratch_$name", "comment on database handrail_scratch_$name is 'handrail scratch of run r7\nof database $shelf on $system'")

        when:
        whole.dump(his, DumpSpec.dump(TRIED), execution)

        then:
        ManifestFile.read(place).get().provenance().taken().remarks() ==
            (own ? [] : ["owners and privileges were not tried: $clerk is no superuser, and may not give objects to their owners".toString()])
        execution.lines.findAll { it.contains('could not be dropped') } ==
            ["the scratch database handrail_scratch_$name, which an earlier attempt left, could not be dropped: must be owner of database handrail_scratch_$name".toString()]

        cleanup:
        server.execute('postgres', "drop database handrail_scratch_$name")
        server.execute('postgres', "drop database if exists $shelf with (force)")

        where:
        own << [true, false]
    }

    def "nobody else gets into the scratch database, whatever is granted in it"() {
        given:
        List<Object> open = []
        inCopy { open << server.value('postgres', "select has_database_privilege('$reader', 'handrail_scratch_run_1', 'connect')") }

        when:
        whole.dump(login, DumpSpec.dump(TRIED), execution)

        then:
        open == [false]
    }

    def "some tables are dumped: only they, their sequences and privileges are compared"() {
        given:
        server.execute(name, 'create table public.notes (id serial, t text)', "grant select on notes to $reader", 'insert into notes (t) select g from generate_series(1, 9) g')

        when:
        whole.dump(login, DumpSpec.dump(TRIED + [tables: ['public.notes']]), execution)

        then:
        List<String> lines = Files.readAllLines(place.resolve(InventoryFile.NAME)).findAll { !it.startsWith('["ROLE"') && !it.startsWith('["DATABASE"') }
        lines*.replaceAll(/","[^"]*"\]$/, '') == ['["OWNER","sequence public.notes_id_seq', '["OWNER","table public.notes', '["PRIVILEGES","table public.notes', '["SEQUENCE","public.notes_id_seq']
        lines.last() == '["SEQUENCE","public.notes_id_seq","10 10 1"]'
    }

    def "without #what, the rest is compared all the same"() {
        given:
        server.execute(name, 'create table notes (id serial, t text)', 'insert into notes (t) select g from generate_series(1, 9) g')

        when:
        whole.dump(login, DumpSpec.dump(TRIED + options), execution)

        then:
        List<String> kinds = Files.readAllLines(place.resolve(InventoryFile.NAME)).collect { (it =~ /^\["([A-Z_]+)"/)[0][1] }.unique()
        ManifestFile.read(place).get().manifest().rows() == rows
        kinds.containsAll(there)
        !kinds.any { it in missing }

        where:
        what         | options                     || rows                 | there                                     | missing
        'one table'  | [exclude: ['public.notes']] || ['sales.orders': 40L] | ['SEQUENCE', 'VIEW', 'LARGE_OBJECTS', 'EXTENSION'] | []
        'rows'       | [schemaOnly: true]          || [:]                  | ['OWNER', 'PRIVILEGES', 'DEFAULT_PRIVILEGES', 'EXTENSION'] | ['SEQUENCE', 'VIEW', 'LARGE_OBJECTS']
    }

    def "a restore compares too: a counter that is behind fails it, another owner is said"() {
        given:
        whole.dump(login, DumpSpec.dump([:]), execution)
        LiveExecution restoring = new LiveExecution(step: 'immediate/restore')
        boolean done = false
        restoring.whenProgress = {
            if (!done && it.what() == 'comparing') {
                done = true
                server.execute("${name}_fresh", statement)
            }
        }

        when:
        def outcome = null
        Problem problem = null
        try {
            outcome = whole.restore(login, restore(), restoring)
        } catch (EffectFailure e) {
            problem = e.problem()
        }

        then:
        problem?.what() == what
        problem || outcome.facts().remarks.contains(told)
        (problem?.why() ?: restoring.lines.join('\n')).contains(told)
        server.value('postgres', "select count(*) from pg_database where datname = '${name}_fresh'") == (outcome ? 1 : 0)

        where:
        statement                                            | what                                                      | told
        "select setval('sales.orders_id_seq', 3)"            | 'the restored database has something else than the backup' | 'sequence sales.orders_id_seq: gives out 4 next, expected 41'
        'alter table sales.orders owner to postgres'         | null                                                      | 'the restored database differs: owner of table sales.orders: postgres, expected app_'
    }

    def "a server that lacks a role is told before anything is made, and what the database itself has now"() {
        given:
        String gone = "gone_$name"
        server.execute('postgres', "create role $gone")
        server.execute(name, "alter function sales.twice owner to $gone")
        whole.dump(login, DumpSpec.dump([:]), execution)
        server.execute(name, "alter function sales.twice owner to $app", "drop role $gone")
        LiveExecution restoring = new LiveExecution(step: 'immediate/restore')

        when:
        whole.restore(login, restore(), restoring)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.FAILED
        problem.what() == "the server lacks roles that the backup's owners and privileges name: $gone"
        restoring.facts == null

        when:
        server.execute('postgres', "create role $gone", "grant connect on database \"$name\" to $gone")
        whole.restore(login, restore(), restoring)

        then:
        restoring.lines.any { it.startsWith("the new database gets the present one's owner and privileges: the database's privileges: $gone: CONNECT; ") }
    }

    def "a backup that was made before there were inventories comes back by its rows"() {
        given:
        whole.dump(login, DumpSpec.dump([:]), execution)
        ManifestFile now = ManifestFile.read(place).get()
        Files.delete(place.resolve(InventoryFile.NAME))
        Files.delete(place.resolve('manifest.json'))
        def files = new Fingerprint(now.files().files().findAll { it.key != InventoryFile.NAME })
        def m = now.manifest()
        new ManifestFile(new dev.handrail.runbook.Manifest(m.place(), m.database(), m.system(), m.run(), m.at(), files.bytes(), files.digest(), m.proof(), m.serverVersion(), m.rows(), m.source(), m.millis(), m.encrypted(), m.restored()),
                         files, true, new Provenance('', '', now.provenance().program(), [:], [:])).write(place)
        LiveExecution restoring = new LiveExecution(step: 'immediate/restore')

        expect:
        whole.restore(login, restore(), restoring).counts().rows == 40L
        restoring.lines.contains('the backup has no inventory: only its rows can be compared')
    }

    private Restore restore() {
        new Restore('main', Text.of(place.toString()), '', "${name}_fresh", 2)
    }

    private void inCopy(String statement) {
        inCopy { server.execute('handrail_scratch_run_1', statement) }
    }

    private void inCopy(Closure doing) {
        boolean done = false
        execution.whenProgress = {
            if (!done && it.what() == 'comparing') {
                done = true
                doing()
            }
        }
    }

    private void nothingStays() {
        assert (home.resolve('backups').toFile().list() ?: [] as String[]).toList() == []
        assert server.value('postgres', "select count(*) from pg_database where datname = 'handrail_scratch_run_1'") == 0
    }

    def cleanup() {
        server.execute('postgres', "drop database if exists ${name}_fresh")
    }
}
