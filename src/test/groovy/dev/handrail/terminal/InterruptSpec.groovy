package dev.handrail.terminal

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveRedis
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Ctrl-C while something is at work: it ends cleanly, nothing of it runs on, and the person is asked. */
@Requires({ LivePostgres.available })
class InterruptSpec extends Specification {
    private static final String PROGRAM = new File('shell/handrail').absolutePath
    private static final String MENU = '[q]uit  [?]'

    @Shared
    LivePostgres server = LivePostgres.server()
    @Shared
    LiveRedis redis = LiveRedis.server()

    @TempDir
    Path folder

    @AutoCleanup
    Sitting sitting

    String name = server.newDatabase()

    void setup() {
        server.execute(name, 'create table blocked (id int)', 'create table users (id int primary key, uuid int)',
            'insert into users select n from generate_series(1, 5000) n')
        Files.writeString(folder.resolve('handrail.yml'), """
            environments:
              live:
                databases: { main: { connect: "${server.conninfo(name, false)}", password: "env:LIVE_PASSWORD" } }
                caches: { perms: { url: "${redis.urlWithoutPassword(7)}", password: "env:REDIS_PASSWORD" } }
            """.stripIndent())
        Files.writeString(folder.resolve('family.sh'), '''
            #!/bin/sh
            trap '' INT
            sleep 611 &
            (trap '' HUP; sleep 612) &
            echo 'both are there'
            wait
            '''.stripIndent().strip())
        folder.resolve('family.sh').toFile().setExecutable(true)
        Files.writeString(folder.resolve('long.groovy'), """
            runbook('long', 'Takes for ever') {
              database 'main'
              cache 'perms'
              section('a') {
                step('statement') { sql 'insert into blocked select 1 from pg_sleep(600)'; rollback { sql 'delete from blocked where id = 1' } }
                step('dump') { backup { to 'backups' } }
                step('family') { command '$folder/family.sh'; rollback { command 'true' } }
                step('wait') { waitFor '10m' }
                step('monitor') { monitor { every '1s'; during '10m'; check('slow') { sql 'select count(*) from pg_sleep(25)'; expect 1 } } }
                step('backfill') {
                  backfill { table 'users'; set 'uuid = id'; where 'uuid is null'; batch 10; pause '200ms' }
                  rollback { sql 'update users set uuid = null where uuid is not null' }
                }
                step('warm') { warm { from 'select id, pg_sleep(0.02)::text as slow from users'; key 'user:{id}'; value '{id}' } }
                step('try') { command '/bin/false'; retry times: 3, wait: '10m'; rollback { command 'true' } }
                step('flush') { flush { keys 'perm:*' } }
                step('after') { command 'touch', '$folder/after'; rollback { command 'true' } }
              }
            }
            """.stripIndent())
    }

    private Sitting handrail(String words) {
        sitting = new Sitting(folder, '$HANDRAIL ' + words, [LIVE_PASSWORD: LivePostgres.PASSWORD,
            REDIS_PASSWORD: LiveRedis.PASSWORD, PATH: "${LivePostgres.bin()}:${System.getenv('PATH')}".toString()])
    }

    private void asked(String query) {
        Sitting.SOON.eventually {
            assert server.value(name, "select count(*) from pg_stat_activity where datname = '$name' and $query") > 0
        }
    }

    private boolean nothingRuns() {
        Sitting.SOON.eventually {
            assert server.row(name, "select query from pg_stat_activity where datname = '$name' and state <> 'idle' and pid <> pg_backend_pid()") == []
        }
        true
    }

    private List<String> sleeping() {
        new File('/proc').listFiles({ File f -> f.name.isInteger() } as FileFilter).collect {
            try {
                new File(it, 'cmdline').text.replace('\0', ' ')
            } catch (IOException gone) {
                ''
            }
        }.findAll { it =~ /^sleep 61[12]/ || (it.contains('pg_dump') && it.contains(name)) }
    }

    private Path journal() {
        Files.list(folder.resolve('home/runs')).findFirst().get().resolve('journal.jsonl')
    }

    private List<String> records(String type, String step) {
        Files.readAllLines(journal()).findAll { it.contains("\"type\":\"$type\"") && it.contains("\"a/$step\"") }
    }

    private void begun(String step) {
        Sitting.SOON.eventually {
            assert records('effect.started', step): sitting.terminal.screen()
        }
    }

    /** Redis holds back the next write. */
    private void flushing() {
        Sitting.SOON.eventually {
            new Socket(InetAddress.loopbackAddress, redis.port).withCloseable { Socket socket ->
                socket.outputStream << "AUTH $LiveRedis.PASSWORD\r\nINFO clients\r\nQUIT\r\n"
                assert socket.inputStream.getText('UTF-8') =~ /blocked_clients:[1-9]/
            }
        }
    }

    private void stopped(String step, Closure before = {}) {
        sitting.terminal.types('\003').sees('STOPPED').sees("a/$step").sees(MENU)
        before()
        sitting.terminal.types('s').sees('Why').types('enough\r')
            .sees("a/$step").sees('skipped')
    }

    def "one Ctrl-C ends what is at work, whatever it is, and asks; two pause the run"() {
        given:
        Connection lock = server.connect(name)
        lock.autoCommit = false
        ('a'..'d').each { redis.fill(250_000, 7, "perm:$it") }

        when: 'a statement: its transaction is rolled back'
        handrail('run long.groovy --env live --yes changes')
        asked("query like 'insert into blocked%'")
        stopped('statement') { lock.createStatement().execute('lock table blocked in access exclusive mode') }

        then:
        records('effect.finished', 'statement').any { it.contains('"state":"cancelled"') && it.contains('the operator ended it') }

        when: 'pg_dump, which waits for a lock: it ends, and no half dump is left under a name'
        asked("query ilike 'lock table%blocked%access share%'")
        stopped('dump')
        lock.rollback()

        then:
        nothingRuns()
        server.value(name, 'select count(*) from blocked') == 0
        !folder.resolve('home/backups').toFile().listFiles()?.any { !it.name.endsWith('.partial') && !it.name.startsWith('.') }

        when: 'a program and what it started: nobody knows how far it came'
        sitting.terminal.sees('both are there')
        sitting.terminal.types('\003').sees('UNKNOWN').sees('Did it happen?').sees(MENU).types('n').sees('How do you know').types('I looked\r')
            .sees('What now?').sees(MENU).types('s').sees('Why').types('enough\r').sees('a/family').sees('skipped')

        then:
        sleeping() == []

        when: 'a wait, and a monitor in the middle of a slow question'
        begun('wait')
        stopped('wait')
        asked("query like 'select count(*) from pg_sleep%'")
        stopped('monitor')

        then:
        nothingRuns()

        when: 'a backfill between its batches'
        Sitting.SOON.eventually {
            assert server.value(name, 'select count(*) from users where uuid is not null') > 20
        }
        stopped('backfill')
        Number stayed = server.value(name, 'select count(*) from users where uuid is not null') as Number

        then:
        stayed % 10 == 0
        records('effect.finished', 'backfill').any { it.contains("$stayed rows in ${(stayed as int).intdiv(10)} batches are committed") }

        when: 'a warm in the middle of its query'
        asked("query like '%pg_sleep(0.02)%'")
        stopped('warm')

        then:
        nothingRuns()

        when: 'the wait before a step is tried again'
        Sitting.SOON.eventually {
            assert records('step.finished', 'try')
        }
        sitting.terminal.types('\003').sees('FAILED').sees('a/try').sees(MENU).types('s').sees('Why').types('enough\r')

        and: 'a flush in the middle of its keys, and once more while that takes its time'
        begun('flush')
        redis.say('CLIENT PAUSE 600000 WRITE')
        flushing()
        sitting.terminal.types('\003').sees('Ctrl-C again pauses the run').types('\003').sees('The run pauses')
        redis.say('CLIENT UNPAUSE')
        sitting.terminal.sees('PAUSED').sees('handrail resume')

        then:
        sitting.ended() == 130
        sitting.modesChanged() == [:]
        Files.readAllLines(journal()).last().contains('"type":"run.paused","exit":130')
        records('effect.finished', 'flush').any { it.contains('keys were unlinked') }
        !Files.exists(folder.resolve('after'))

        when: 'the journal is whole, the target is free, and the next command goes on'
        String run = journal().parent.fileName
        handrail("verify $run && \$HANDRAIL resume --env live --no-input --yes changes")

        then:
        sitting.ended() == 0
        Files.exists(folder.resolve('after'))

        cleanup:
        lock?.close()
    }
}
