package dev.handrail.hazard.habit

import dev.handrail.dsl.Loader
import dev.handrail.dsl.Mode
import dev.handrail.text.shell.ShellText
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** What checklists do by habit is found wherever it stands, with its place, and can be taken with a reason. */
class HabitsSpec extends Specification {
    @TempDir
    Path folder

    def "in a script: #script"() {
        expect:
        ShellHabits.of(ShellText.commands(script))*.danger()*.id() == codes

        where:
        script                                                                  || codes
        'psql -U postgres -d mono_prod -f 01.sql'                                || ['HZ100']
        'psql -v ON_ERROR_STOP=1 -f 01.sql'                                      || []
        'psql $DATABASE_URL -f "migrations/01.sql"'                              || ['HZ100']
        'psql shop < schema.sql'                                                 || ['HZ100']
        'docker-compose exec -T db psql -U x -d y --file=a.sql'                  || ['HZ100']
        'psql -c "SELECT version();"'                                            || []
        'psql -c "\\d users"'                                                    || ['HZ107']
        'psql -d capsim_db -c "\n\\d+ persons;\nSELECT 1;\n"'                    || ['HZ107']
        'pg_dump -h localhost mono_prod > backup.sql'                            || ['HZ102']
        'pg_dump mono_prod | gzip > backup.gz'                                   || ['HZ102']
        'pg_dump -Fd -f backup mono_prod'                                        || []
        'pg_restore --list backup_*.sql | head -20'                              || ['HZ101']
        'pg_restore -h localhost -d mono_prod backup_*.sql'                      || ['HZ103']
        'pg_restore -d mono_prod backup.sql'                                     || ['HZ103']
        'pg_restore -d mono_prod backup.dump'                                    || ['HZ103']
        'pg_restore --clean -d mono_prod backup.dump'                            || []
        'pg_restore -d scratch_1 backup.dump'                                    || []
        'psql $DATABASE_URL < backup_2026.sql'                                   || ['HZ103']
        'psql test_restore < backup_2026.sql'                                    || ['HZ100']
        'redis-cli KEYS "perm:*" | head -10'                                     || ['HZ105']
        'redis-cli -n 2 flushdb'                                                 || ['HZ106']
        'redis-cli FLUSHALL ASYNC'                                               || ['HZ106']
        'redis-cli --scan --pattern "perm:*"'                                    || []
        'curl http://localhost:8000/healthz'                                     || ['HZ110']
        'curl -fsS http://localhost:8000/healthz'                                || []
        'curl -fsS -u admin:hunter2 http://localhost:8000/healthz'               || ['HZ109']
        'curl -fsS --user=admin:hunter2 http://localhost:8000/healthz'           || ['HZ109']
        'curl -fsS -u admin http://localhost:8000/healthz'                       || []
        'curl -fsS -u "admin:$PASSWORD" http://localhost:8000/healthz'           || []
        'redis-cli -a hunter2 ping'                                              || ['HZ109']
        'redis-cli -a "$REDIS_PASSWORD" ping'                                    || []
        '# psql -f x.sql\nkubectl get pods'                                      || []
    }

    def "of a program that is started without a shell: #argv"() {
        expect:
        ShellHabits.ofProgram(argv)*.danger()*.id() == codes

        where:
        argv                                                         || codes
        ['echo', 'x', '>>', '.env']                                  || ['HZ108']
        ['pg_restore', '-d', '$DB']                                  || ['HZ103', 'HZ108']
        ['ls', 'backup_*.sql']                                       || ['HZ108']
        ['tar', '-xf', '$(ls)']                                      || ['HZ108']
        ['kubectl', 'get', 'pods', '-o', 'jsonpath={.items[*].x}']   || []
        ['redis-cli', 'keys', 'perm:*']                              || ['HZ105']
        ['sh', '-c', 'pg_dump x | gzip > y']                         || ['HZ102']
        ['bash', '-c', 'echo $HOME > x']                             || []
    }

    def "a password or token that is written down: #name #value"() {
        expect:
        !TextHabits.clear(name, value).empty == told

        where:
        name            | value                                   || told
        'DATABASE_URL'  | 'postgresql://user:pass@localhost/x'    || true
        'DATABASE_URL'  | 'postgresql://user@localhost/x'         || false
        'DATABASE_URL'  | 'postgresql://user:<later>@localhost/x' || false
        'PGPASSWORD'    | 'hunter2'                               || true
        'PGPASSWORD'    | ''                                      || false
        'TOKEN_COUNT'   | '12'                                    || false
        'Authorization' | 'Bearer abc.def'                        || true
        'Authorization' | 'Bearer <later>'                        || false
        ''              | '--password=hunter2'                    || true
        ''              | '--password-file=/run/x'               || false
    }

    def "in a runbook each has its place, in checks, rollbacks and recoveries too, and a reason takes it"() {
        given:
        Path file = folder.resolve('r.groovy')
        Files.writeString(folder.resolve('01.sql'), 'create table a (id int);')
        Files.writeString(file, '''runbook('r', 'R') {
  database 'main'
  service 'api'
  section('s', 'S') {
    step('file') { sql file('01.sql'); rollback { command 'redis-cli', 'FLUSHDB' } }
    step('again') { command 'psql', '-v', 'ON_ERROR_STOP=1', '-f', './01.sql'; rollback { manual 'x' } }
    step('keys') {
      check('keys') { command 'redis-cli', 'KEYS', 'a:*'; expect some }
    }
    step('clear') {
      http { post '/x'; header 'Authorization', 'Bearer abc'; json command: 'FLUSHALL', user: [password: 'x1y2'] }
      rollback { manual 'x' }
    }
    step('taken') {
      // handrail:accept HZ100 the file is one statement
      command 'psql', '-f', '02.sql'
      rollback { manual 'x' }
    }
    step('copied') { sql "copy a from program 'pg_dump x | cat'"; rollback { manual 'x' } }
  }
  recovery('r') { step('s') { command(['pg_restore', '-d', 'shop', 'a.dump']) { env PGPASSWORD: 'hunter2' } } }
}
''')

        when:
        def warnings = new Loader(null).load(file, [:], Mode.CHECK).warnings()

        then:
        warnings.collect { "${it.position().line()}:${it.position().column()} ${it.code()}${it.open() ? '' : ' ' + it.accepted()}".toString() } == [
            '5:51 HZ106', '6:21 HZ104', '8:23 HZ105', '11:49 HZ109', '11:63 HZ106', '11:63 HZ109', '16:7 HZ100 the file is one statement',
            '19:27 HZ102', '21:31 HZ103', '21:97 HZ109']
    }
}
