package dev.handrail.shell

import dev.handrail.json.Json
import dev.handrail.live.LivePostgres
import dev.handrail.shell.session.Seat
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/** check --env: the databases of an environment read every SQL, and do nothing of it. */
@Requires({ LivePostgres.available })
class CheckAgainstSpec extends Specification {
    @TempDir
    Path folder
    @Shared
    LivePostgres server = LivePostgres.server()
    @Shared
    String name = server.newDatabase('against')
    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    def setupSpec() {
        server.execute(name, 'create table users (id bigint primary key, uuid uuid, mail text, age text)',
            "insert into users select i, null, 'm', '3' from generate_series(1, 10) i",
            'create table counted (n int)', 'create function counts() returns int language sql volatile as $$ insert into counted values (1) returning n $$')
    }

    private int check(String steps, Map<String, String> files = [:], String... words) {
        files.each { path, text ->
            Files.createDirectories(folder.resolve(path).parent)
            Files.writeString(folder.resolve(path), text)
        }
        Files.writeString(folder.resolve('r.groovy'), "runbook('r', 'R') {\n  database 'main'\n  section('s', 'S') {\n$steps\n  }\n}\n")
        out.reset()
        err.reset()
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true), [HOME: folder.toString(), PATH: System.getenv('PATH')],
            folder, { Optional.empty() }, { 100 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve('home').toString(), 'check', 'r.groovy'] + (words as List)) as String[]).status()
    }

    private int against(String steps, Map<String, String> files = [:], String... words) {
        check(steps, files, (['--database', 'main=' + server.conninfo(name)] + (words as List)) as String[])
    }

    private List<Map> records() { out.toString().readLines().collect { Json.read(it) as Map } }

    def "a mistake of SQL is one of the runbook, with its place: #steps"() {
        expect:
        against(steps, ['1.sql': 'create table new (a int);\ninsert into new values (1);\nupdate usres set mail = 1;'], '--format', 'json') == 2
        records().findAll { it.type == 'mistake' }.collect { [it.code, (it.file as String).tokenize('/').last() + ":$it.line:$it.column".toString()] } ==
            [['HR065', place]]

        where:
        steps                                                                                       || place
        "step('a') { sql 'delete from usres where id = 1'; irreversible 'x' }"                       || 'r.groovy:4:30'
        "step('a') { sql 'update users set mial = 1 where id = 1'; irreversible 'x' }"               || 'r.groovy:4:35'
        "step('a') { sql 'selct 1'; irreversible 'x' }"                                              || 'r.groovy:4:18'
        "step('a') { sql 'create tabel x (a int)'; irreversible 'x' }"                               || 'r.groovy:4:25'
        "step('a') { sql 'insert into users (id) values (1) on conflict (mail) do nothing'; irreversible 'x' }" || 'r.groovy:4:18'
        "step('a') { sql 'update users set age = age + 1 where id = 1'; irreversible 'x' }"          || 'r.groovy:4:45'
        "step('a') { sql 'select 1'; irreversible 'x'; check('c') { sql 'select no from users'; expect none } }" || 'r.groovy:4:72'
        "step('a') { migrate { files '*.sql' }; irreversible 'x' }"                                  || '1.sql:3:8'
        "step('a') { sql 'select 1'; rollback { sql 'drop tabel x' } }"                              || 'r.groovy:4:50'
        "step('a') { backfill { table 'users'; set 'uiud = null'; where 'uuid is null' }; irreversible 'x' }" || 'r.groovy:4:1'
    }

    def "what is right is right, and what earlier pending statements make is not missed"() {
        expect:
        against(steps, files, '--format', 'json') == 0
        records().findAll { it.type == 'unjudged' }*.what*.replace("$folder/".toString(), '') == remarks

        where:
        steps                                                                                             | files | remarks
        "step('a') { sql 'update users set age = 1 where id = 1; select counts()'; irreversible 'x' }"    | [:]   | []
        "step('a') { sql 'create table t (a int); insert into t values (1)'; irreversible 'x' }"          | [:]   | ['t is made by r.groovy:4:18']
        "step('a') { sql 'alter table users add b int'; irreversible 'x'; check('c') { sql 'select b from users'; expect none } }" | [:] | ['b is made by r.groovy:4:18']
        "step('a') { migrate { files '*.sql' }; irreversible 'x' }"                                       | ['1.sql': 'create schema app;\nset search_path to app;\ncreate table t (a int);', '2.sql': 'update app.t set a = 1'] | ['app is made by 1.sql:1:1']
        "step('a') { migrate { files '*.sql' }; irreversible 'x' }"                                       | ['1.sql': 'set search_path to pg_catalog;\nselect * from pg_class limit 1'] | []
        "step('a') { command 'true'; irreversible 'x' }\nstep('b') { sql 'delete from gone where a = 1'; irreversible 'x' }" | [:] | ['what is missing may be made by step s/a']
        "step('a') { sql 'create index concurrently i on users (mail)', { outsideTransaction() }; irreversible 'x' }" | [:] | []
    }

    def "nothing of it is done, and without an environment nothing is contacted"() {
        when:
        against("step('a') { sql 'delete from users where id > 0; select counts()'; irreversible 'x' }") == 0

        then:
        server.value(name, 'select count(*) from users') == 10
        server.value(name, 'select count(*) from counted') == 0

        and:
        check("step('a') { sql 'delete from usres where id = 1'; irreversible 'x' }") == 0
        !Files.exists(folder.resolve('home/sandbox'))
    }

    def "a reading role without rights is no mistake, a database that is not there is exit 7"() {
        given:
        server.execute(name, 'create table if not exists secret (a int)', "do \$\$ begin create role against_reader login; exception when duplicate_object then null; end \$\$")
        Files.createFile(folder.resolve('secret'), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString('rw-------')))
        Files.writeString(folder.resolve('secret'), LivePostgres.PASSWORD)
        Files.writeString(folder.resolve('handrail.yml'), "environments:\n  x:\n    databases: { main: { connect: \"${server.conninfo(name, false)}\", password: \"file:secret\", readAs: against_reader } }\n" +
            "  y:\n    databases: { main: \"host=127.0.0.1 port=1 dbname=x sslmode=disable\" }\n")
        String step = "step('a') { sql 'delete from secret where a = 1'; irreversible 'x' }"

        expect:
        [check(step, [:], '--env', 'x', '--format', 'json'), err.toString()] == [0, '']
        records().findAll { it.type == 'unjudged' }.size() == 1
        check(step, [:], '--env', 'y') == 7
    }

    def "the other forms have it too"() {
        given:
        String step = "step('a') { sql 'create table t (a int); insert into t values (1)'; irreversible 'x' }"

        expect:
        against(step) == 0
        out.toString().readLines()[0] ==~ /not judged: .*r\.groovy:4:54: t is made by .*r\.groovy:4:18/
        against(step, [:], '--format', 'github') == 0
        out.toString() ==~ /::notice file=r\.groovy,line=4,col=54,title=HR065::not judged: t is made by .*\n/
        against(step, [:], '--format', 'sarif') == 0
        (Json.read(out.toString()) as Map).runs[0].results.collect { [it.ruleId, it.level] } == [['HR065', 'note']]
    }
}
