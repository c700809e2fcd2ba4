package dev.handrail.shell

import dev.handrail.live.LivePostgres
import dev.handrail.shell.session.Seat
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.Future
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** An open run and its database: who may start, who goes on, and what the database says when that is not so. */
@Requires({ LivePostgres.available })
class OpenRunSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    @TempDir
    Path folder
    String name = server.newDatabase()
    String user = 'anna'
    String said = ''

    void setup() {
        Files.writeString(Files.createDirectories(folder.resolve('runbooks')).resolve('shop.groovy'), '''
            runbook('shop', 'Shop') {
              database 'main'
              section('a') {
                step('one') { sql 'create table t (n int)'; rollback { sql 'drop table t' } }
                step('ask') { manual 'Go on?'; answer 'yes' }
                step('two') { sql 'insert into t select 1 from pg_sleep(1.5)'; rollback { sql 'delete from t' } }
                step('again') { manual 'Still well?'; answer 'yes' }
              }
            }'''.stripIndent())
    }

    private int handrail(String home, String... words) {
        ByteArrayOutputStream err = new ByteArrayOutputStream()
        Seat seat = new Seat(new PrintStream(new ByteArrayOutputStream(), true), new PrintStream(err, true),
            [HOME: folder.toString(), SUDO_USER: user], folder, { Optional.empty() }, { 80 }, false, false, false)
        int exit = Front.run(seat, ['--home', folder.resolve(home).toString(), *words, '--database',
            "main=${server.conninfo(name)}"] as String[]).status()
        said = err.toString()
        exit
    }

    private static String[] answers(String ask, String again = 'yes') {
        ['--yes', 'changes', '--answer', "a/ask=$ask", '--answer', "a/again=$again"]
    }

    private List<Integer> together(String ask, String... more) {
        ExecutorService threads = Executors.newFixedThreadPool(2)
        CyclicBarrier start = new CyclicBarrier(2)
        try {
            List<Future<Integer>> runs = (1..2).collect {
                threads.submit({ start.await(); handrail('home', 'run', 'shop', '--id', 'k1', *answers(ask), *more) } as Callable<Integer>)
            }
            runs*.get().sort()
        } finally {
            threads.shutdownNow()
        }
    }

    def "of two starts with one key at the same time one runs, and the other is told so or waits for the result"() {
        expect:
        together(ask, *more) == exits
        server.value(name, 'select count(*) from t') == rows
        Files.readString(folder.resolve('home/runs/k1/journal.jsonl')).count('"run.resumed"') == 0
        folder.resolve('home/runs').toFile().list() == ['k1'] as String[]

        where:
        ask   | more                   | exits  | rows
        'yes' | []                     | [0, 5] | 1
        'yes' | ['--wait-lock', '60s'] | [0, 0] | 1
        'no'  | ['--wait-lock', '60s'] | [1, 1] | 0
    }

    def "a run that went on elsewhere is not gone on with here, and a new one is told where it is"() {
        given:
        assert handrail('home', 'run', 'shop', '--id', 'k1', *answers('no')) == 1
        assert handrail('home', 'export', 'k1', '--out', 'k1.run') == 0
        user = 'ben'

        expect:
        handrail('there', 'resume', '--file', 'k1.run', *answers('yes', 'no')) == 1
        server.row(name, 'select operator from handrail.run') == ['ben (unattended)']

        when: 'the first operator goes on with what is left here'
        user = 'anna'

        then:
        handrail('home', 'resume', 'k1', *answers('yes'), '--accept', 'operator=it is mine') == 8
        said.contains('records are missing')
        said.contains('handrail resume --file')
        server.value(name, 'select count(*) from t') == 1

        and: 'somebody starts another run from a third home'
        handrail('third', 'run', 'shop', *answers('yes')) == 4
        said.contains('run k1 of shop is open on database main')
        said.contains('opened by ben (unattended) on')
        said.contains('handrail export k1 --out k1.run')
        said.contains(' --database main=env:MAIN_DATABASE --reason TEXT')

        and: 'it is cleared for good, and whoever still has it is told'
        handrail('third', 'abandon', 'k1', '--lost', 'shop', '--reason', 'ben left') == 0
        server.row(name, 'select operator from handrail.run') == []
        handrail('third', 'report', 'k1') == 0

        when:
        user = 'ben'

        then:
        handrail('there', 'resume', 'k1', *answers('yes')) == 4
        said.contains('database main does not name this run as open any more')
        said.contains('--accept target=REASON')
    }

    def "a run whose journal was altered can be closed, and the altered journal is kept"() {
        given:
        assert handrail('home', 'run', 'shop', '--id', 'k1', *answers('no')) == 1
        Path runs = folder.resolve('home/runs')
        Path journal = runs.resolve('k1/journal.jsonl')
        Files.writeString(journal, Files.readString(journal).replaceFirst('create table', 'crEate table'))
        String altered = Files.readString(journal)

        expect: 'each other way out is closed, and names this one'
        handrail('home', 'abandon', 'k1', '--reason', 'x') == 8
        said.contains('handrail abandon RUN --lost RUNBOOK')
        handrail('home', 'run', 'shop', *answers('yes')) == 4
        said.contains('its journal is here, and was altered')
        said.contains('handrail abandon k1 --lost ')

        when:
        int closed = handrail('home', 'abandon', 'k1', '--lost', 'shop', '--reason', 'nobody has a copy')

        then:
        closed == 0
        server.row(name, 'select operator from handrail.run') == []
        handrail('home', 'report', 'k1') == 0
        Files.list(runs.resolve('k1')).withCloseable { it.toList() }.findAll { it.fileName.toString().startsWith('journal.jsonl.altered-') }
            .collect { Files.readString(it) } == [altered]

        and: 'one that is whole is not lost'
        handrail('home', 'abandon', 'k1', '--lost', 'shop', '--reason', 'again') == 2
    }

    def "another database under the same name is told from the first"() {
        given:
        assert handrail('home', 'run', 'shop', '--id', 'k1', *answers('no')) == 1
        server.execute('postgres', "drop database \"$name\" with (force)", "create database \"$name\"")

        expect:
        handrail('home', 'resume', 'k1', *answers('yes')) == 4
        said =~ /database main was $name \(number \d+\) in cluster \d+, timeline 1, primary, is $name \(number \d+\)/
    }

    def "an open run is noted in its database until it is finished"() {
        given:
        assert handrail('home', 'run', 'shop', '--id', 'k1', *answers('no')) == 1

        expect:
        server.row(name, 'select run, operator from handrail.run') == ['k1', 'anna (unattended)']
        handrail('home', 'resume', 'k1', *answers('yes')) == 0
        server.row(name, 'select run from handrail.run') == []
        handrail('home', 'resume', 'k1', *answers('yes')) == 0
        said.contains('Nothing is left to do in run k1: done.')
    }
}
