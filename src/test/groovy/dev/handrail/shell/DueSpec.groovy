package dev.handrail.shell

import dev.handrail.json.Json
import dev.handrail.live.LivePostgres
import dev.handrail.shell.session.Seat
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** What is due later, from the command line. */
class DueSpec extends Specification {
    @TempDir
    Path folder

    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    private void book(String name, String body) {
        Path file = folder.resolve("runbooks/${name}.groovy")
        Files.createDirectories(file.parent)
        Files.writeString(file, "runbook('$name', 'A book') {\n${body.stripIndent()}\n}\n")
    }

    private void later(String after) {
        book('later', """
            section('make', 'Make') { step('folder') { command 'mkdir', '$folder/made'; rollback { command 'rmdir', '$folder/made' } } }
            section('day-one', 'The day after') {
              after '$after'
              step('still', 'It is still there') { check('it is there') { command 'test', '-d', '$folder/made'; expect exit(0) } }
              step('complaints', 'Nobody complains') { manual 'Any complaints?'; answer 'no' }
            }
            """)
    }

    private int handrail(String... words) {
        out.reset()
        err.reset()
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true), [HOME: folder.toString()], folder,
            { Optional.empty() }, { 200 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve('home').toString()] + (words as List)) as String[]).status()
    }

    private List<Map> records() {
        out.toString().readLines().collect { Json.read(it) as Map }
    }

    def "a run is done without what is due later, needs no answers for it, and due lists it"() {
        given:
        later('24h')

        expect:
        handrail('run', 'later', '--yes', 'changes') == 0
        out.toString().startsWith('DONE')
        out.toString() =~ /(?m)^Due     day-one from .*: The day after$/

        and:
        handrail('due') == 0
        out.toString() =~ /in 24h .*later .*day-one .*The day after/
        handrail('--json', 'due') == 0
        records()*.section == ['day-one'] && records()*.due == [false]

        and:
        handrail('runs') == 0
        out.toString().contains('done; later: d') // the end of a long line is cut off, and the operator is named before it
    }

    def "before it is due resume says when, and does nothing; --now does it"() {
        given:
        later('24h')
        handrail('run', 'later', '--yes', 'changes', '--id', 'k1')

        expect:
        handrail('resume', '--yes', 'reads') == 3
        err.toString().contains('day-one from ') && err.toString().contains('handrail resume k1 --now')

        and: 'the same key is the same run, and that is done'
        handrail('run', 'later', '--yes', 'changes', '--id', 'k1') == 0

        and: 'a missing answer is told before anything is done'
        handrail('resume', '--now', '--yes', 'reads') == 4
        err.toString().contains('--answer day-one/complaints=no')

        and:
        handrail('resume', '--now', '--yes', 'changes', '--answer', 'day-one/complaints=no') == 0
        handrail('due') == 0
        err.toString().contains('Nothing is due later.')
    }

    def "what is due goes on by resume alone"() {
        given:
        later('1s')
        handrail('run', 'later', '--yes', 'changes')
        new PollingConditions(timeout: 60).eventually {
            assert handrail('--json', 'due') == 0 && records()*.due == [true]
        }

        expect:
        handrail('resume', '--yes', 'changes', '--answer', 'day-one/complaints=no') == 0
        out.toString().contains('3 done')
    }

    def "what is due later can be given up, and the run stays done"() {
        given:
        later('24h')
        handrail('run', 'later', '--yes', 'changes', '--id', 'k1')

        expect:
        handrail('abandon', 'k1', '--reason', 'the folder is gone') == 0
        handrail('runs') == 0
        out.toString() =~ /k1 .*done\s*$/
    }

    def "going back takes what is due later with it"() {
        given:
        later('24h')
        handrail('run', 'later', '--yes', 'changes', '--id', 'k1')

        expect:
        handrail('rollback', 'k1', '--yes', 'changes') == 0
        !Files.exists(folder.resolve('made'))
        handrail('due') == 0
        err.toString().contains('Nothing is due later.')
    }

    @Requires({ LivePostgres.available })
    def "the database is free meanwhile: another run is not kept out, and the follow-up is done beside what that one left"() {
        given:
        LivePostgres server = LivePostgres.server()
        String name = server.newDatabase()
        String[] main = ['--yes', 'changes', '--database', "main=${server.conninfo(name)}"]
        book('one', """
            database 'main'
            section('a') { step('table') { sql 'create table t (n int)'; rollback { sql 'drop table t' } } }
            section('b') { after '24h'; step('rows') { sql 'insert into t values (1)'; check('one') { sql 'select count(*) from t'; expect 2 } } }
            """)
        book('two', """
            database 'main'
            section('a') { step('row') { sql 'insert into t values (2)'; rollback { sql 'delete from t' } } }
            """)

        expect:
        handrail(['run', 'one', '--id', 'k1', *main] as String[]) == 0
        handrail(['run', 'two', *main] as String[]) == 0
        handrail(['resume', 'k1', '--now', *main] as String[]) == 0

        and: 'nothing is left that says the run were open'
        handrail(['run', 'two', *main] as String[]) == 0
    }
}
