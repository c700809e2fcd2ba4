package dev.handrail.backup

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Foreign
import dev.handrail.runbook.Plan
import dev.handrail.text.Text
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Tag

import java.nio.file.Files
import java.nio.file.Path

/** Dumps that others made: told by what they are, read whole first, then all of it or nothing. */
@Requires({ LivePostgres.available })
class ForeignDumpSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server(), LivePostgres.server().newDatabase('shop'))
    Path dump = target.home.resolve('theirs')
    String role = "owner_$target.name"

    def setup() {
        target.server.execute(target.name, "create role $role", 'create schema extras', 'create extension pg_trgm schema extras',
                              'create table users (id serial primary key, name text)',
                              "insert into users (name) select 'u' || i from generate_series(1, 100) i",
                              "alter table users owner to $role", 'create view names as select name from users',
                              'grant select on names to public')
    }

    def cleanup() {
        target.leave()
        target.server.value('postgres', "select string_agg(datname, ',') from pg_database where datname like '$target.name%'")?.split(',')?.each {
            target.server.execute('postgres', "drop database \"$it\" with (force)")
        }
        target.server.execute('postgres', "drop role $role")
    }

    @Tag('long')
    def "a dump made with --format=#format comes back with owners, privileges, extensions and counters"() {
        given:
        dumped("--format=$format")
        target.execute('delete from users')

        when:
        Plan plan = target.act(restore())

        then:
        plan.effects()[0].show().join('\n').contains(shown)
        plan.hazards()*.code() == ['HZ075', 'HZ073']
        target.value('select count(*) from users') == 100
        target.value("insert into users (name) values ('new') returning id") == 101
        target.value("select tableowner from pg_tables where tablename = 'users'") == role
        target.value("select relacl::text from pg_class where relname = 'names'").contains('=r/')
        target.value("select nspname from pg_extension e join pg_namespace n on n.oid = extnamespace where extname = 'pg_trgm'") == 'extras'

        when:
        target.back(restore())

        then:
        target.value('select count(*) from users') == 0

        where:
        format      | shown
        'plain'     | 'psql --single-transaction --set=ON_ERROR_STOP=1'
        'custom'    | 'pg_restore --file=/dev/null'
        'tar'       | 'pg_restore --exit-on-error --jobs=1'
        'directory' | 'pg_restore --exit-on-error --jobs=2'
    }

    def "a plain dump that was cut off is refused before anything: psql would take it without a word"() {
        given:
        dumped('--format=plain')
        List<String> lines = Files.readAllLines(dump)
        Files.write(dump, lines.take(lines.findIndexOf { it.startsWith('COPY') } + 20) + ['\\.'])

        when:
        restore().plan(target)

        then:
        def problem = thrown(Problem)
        problem.what() == 'the dump was cut off: the line is missing that pg_dump writes last'
    }

    def "a plain dump with #what stays out: it would not stay in the new database"() {
        given:
        dumped('--format=plain')
        List<String> lines = Files.readAllLines(dump)
        int after = lines.findIndexOf { it.startsWith('SET ') }
        Files.write(dump, lines.take(after) + [line] + lines.drop(after))

        when:
        target.act(restore())

        then:
        def problem = thrown(Problem)
        problem.what().startsWith("the dump holds a command of psql's own")
        problem.where() == "$dump:${after + 1}"
        databases() == target.name

        where:
        what             | line
        'another target' | '\\connect postgres'
        'a program'      | '\\! touch /tmp/never'
    }

    @Requires({ (LivePostgres.server().value('postgres', 'show server_version_num') as int) < 170000 })
    def "a plain dump of a newer pg_dump says which line this server does not know, and nothing is left behind"() {
        given:
        dumped('--format=plain')
        List<String> lines = Files.readAllLines(dump).findAll { it != 'SET transaction_timeout = 0;' }
        int after = lines.findIndexOf { it.startsWith('SET lock_timeout') } + 1
        Files.write(dump, lines.take(after) + ['SET transaction_timeout = 0;'] + lines.drop(after))

        when:
        target.act(restore())

        then:
        def problem = thrown(Problem)
        problem.what().startsWith('the dump sets what PostgreSQL ')
        problem.where() == "$dump:${after + 1}"
        problem.remedy().contains("sed ${after + 1}d ")
        databases() == target.name

        when: 'it is done as told'
        Files.write(dump, lines)
        target.execute('delete from users')
        target.act(restore())

        then:
        target.value('select count(*) from users') == 100
    }

    def "a mistake in the middle of a plain dump leaves nothing behind"() {
        given:
        dumped('--format=plain')
        Files.write(dump, Files.readAllLines(dump).collect { it.startsWith('CREATE VIEW') ? 'CREATE VIEW broken AS SELEKT;' : it })

        when:
        target.act(restore())

        then:
        def failure = thrown(EffectFailure)
        failure.problem().what() == 'psql ended with exit status 3'
        failure.problem().why().contains('syntax error')
        databases() == target.name
        target.value('select count(*) from users') == 100
    }

    def "an archive that is #damage is found before a database is made"() {
        given:
        dumped('--format=custom')
        doing(dump.toFile())

        when:
        target.act(restore())

        then:
        def failure = thrown(EffectFailure)
        failure.problem().what() == 'pg_restore ended with exit status 1'
        databases() == target.name

        where:
        damage      | doing
        'truncated' | { File f -> new RandomAccessFile(f, 'rw').withCloseable { it.setLength((long) (it.length() * 0.9)) } }
    }

    def "what is no dump is none"() {
        given:
        Files.writeString(dump, 'select 1;')

        when:
        restore().plan(target)

        then:
        def problem = thrown(Problem)
        problem.what() == "there is no backup 'theirs'"
    }

    def "sessions are shown, and ended only with consent"() {
        given:
        dumped('--format=custom')
        def application = target.server.connect(target.name)
        application.createStatement().execute("set application_name to 'web'")

        when:
        Plan plan = restore().plan(target)

        then:
        plan.consents()*.kind() == ['end-sessions']
        plan.consents()[0].what() == "end every session in $target.name, those that come meanwhile too: now 1 of postgres (web)"

        when:
        plan.effects().each { target.perform(it) }

        then:
        def problem = thrown(Problem)
        problem.exitCode().status() == 4
        problem.why().startsWith("$target.name: postgres, web, pid ")
        application.isValid(5)
        databases() == "$target.name ${target.name}_r1"

        when:
        target.act(restore())

        then:
        !application.isValid(5)
        databases() == "$target.name ${target.name}_before_r1"
    }

    private void dumped(String... options) {
        Process made = new ProcessBuilder([LivePostgres.bin().resolve('pg_dump').toString()] + options.toList() +
                                          ["--file=$dump".toString(), '--dbname=' + target.server.conninfo(target.name)]).start()
        assert made.waitFor() == 0: made.errorStream.text
    }

    private static RestoreAction restore() {
        new RestoreAction('main', Text.of('theirs'), null, false)
    }

    private Object databases() {
        target.server.value('postgres', "select string_agg(datname, ' ' order by datname) from pg_database where datname like '${target.name}%'")
    }
}
