package dev.handrail.journal

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.text.Redactor
import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset
import spock.lang.Specification
import spock.lang.TempDir

class RunsSpec extends Specification {
    @TempDir
    Path folder
    private int made

    private void run(String id, boolean open = true) {
        Clock clock = Clock.fixed(Instant.parse('2026-11-21T02:00:00Z') + Duration.ofMinutes(made++), ZoneOffset.UTC)
        Journal journal = Journal.create(folder.resolve(id), id, clock, new Redactor())
        journal.append(new Event.RunStarted('book', 'A book', 'f', 'd', [:], 'test', [:], [:], [:], 'ana', 'box', '1', null, null), true)
        if (!open) {
            journal.append(new Event.RunFinished('done', 0, '', [], false), true)
        }
        journal.close()
    }

    private Problem refused(Closure work) {
        try {
            work(new Runs(folder))
        } catch (Problem problem) {
            return problem
        }
        null
    }

    def "runs are told newest first; a folder without a record is none"() {
        given:
        run('r1')
        run('r2', false)
        Files.createDirectory(folder.resolve('empty'))
        Journal.create(folder.resolve('nothing'), 'nothing', Clock.systemUTC(), new Redactor()).close()

        expect:
        new Runs(folder).all()*.id() == ['r2', 'r1']
        new Runs(folder).newest().run().id() == 'r2'
        new Runs(folder).newest().entries()*.run().toSet() == ['r2'] as Set
        new Runs(folder).onlyOpen().id() == 'r1'
        new Runs(folder).open()*.id() == ['r1']
        new Runs(folder).unreadable().keySet() == ['nothing'] as Set
    }

    def "the newest run is the one that began last and can be read: without #broken"() {
        given:
        run('r1')
        run('r2')
        run('r3')
        broken.each { Files.writeString(folder.resolve(it).resolve(Journal.FILE), '{"v":1,"seq":9,"at":"2999-01-01T00:00:00Z"}\n', java.nio.file.StandardOpenOption.APPEND) }
        broken.drop(1).each { Files.writeString(folder.resolve(it).resolve(Journal.FILE), 'x') }

        expect:
        new Runs(folder).newest().run().id() == newest

        where:
        broken       || newest
        []           || 'r3'
        ['r3']       || 'r2'
        ['r3', 'r2'] || 'r1'
    }

    def "a home that can't be read is not one without runs"() {
        given:
        Path file = Files.createFile(folder.resolve('file'))

        when:
        new Runs(file.resolve('runs')).all()

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.remedy().contains('--home DIR')
    }

    def "a journal that was emptied, or whose first record was cut, is told as such: #left bytes"() {
        given:
        run('r1')
        Path file = folder.resolve('r1').resolve(Journal.FILE)
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), left))

        expect:
        refused { it.find('r1') }.with { [exitCode(), what()] } == [ExitCode.JOURNAL, 'the journal of run r1 has no whole record']
        refused { it.prove('r1') }.exitCode() == ExitCode.JOURNAL
        new Runs(folder).unreadable().keySet() == ['r1'] as Set
        new Runs(folder).at('r1').empty

        where:
        left << [0, 100]
    }

    def "a run is finished only where its last record says so: #last"() {
        given:
        run('r1', false)
        Path journal = folder.resolve('r1/journal.jsonl')
        Files.writeString(journal, last, java.nio.file.StandardOpenOption.APPEND)

        expect:
        LastRecord.finishes(journal) == finished

        where:
        last                                                                                       | finished
        ''                                                                                         | true
        '{"v":1,"seq":3,"at":"x","run":"r1","ty'                                                   | true
        '{"v":1,"seq":3,"at":"x","run":"r1","type":"run.resumed"}\n'                               | false
        '{"v":1,"seq":3,"at":"x","run":"r1","type":"note.taken","text":"\\"type\\":\\"run.finished\\""}\n' | false
        '{"v":1,"seq":3,"at":"x","run":"r1","type":"note.taken","text":"' + 'x' * 9000 + '"}\n'    | false
    }

    def "a run is found by its name or an unambiguous beginning of it, never by a path"() {
        given:
        run('1121-aa')
        run('1121-ab')

        expect:
        new Runs(folder).find('1121-aa').id() == '1121-aa'
        new Runs(folder).find('1121-ab').id() == '1121-ab'
        refused { it.find('1121') }.with { exitCode() == ExitCode.UNDECIDED && where().contains('1121-ab') }
        [ '../x', '.', '', 'zz', 'x/1121-aa' ].every { String id -> refused { it.find(id) }.exitCode() in [ExitCode.WRONG, ExitCode.UNDECIDED] }
        refused { it.onlyOpen() }.exitCode() == ExitCode.UNDECIDED
    }

    def "where nothing is open the newest is proposed, and where there is nothing, how to begin"() {
        expect:
        refused { it.onlyOpen() }.remedy() == 'see what ran: handrail runs'
        refused { it.newest() }.remedy().contains('handrail run')
        new Runs(folder.resolve('none')).all() == []
        new Runs(folder.resolve('none')).unreadable() == [:]

        when:
        run('r1', false)

        then:
        refused { it.onlyOpen() }.remedy().contains('the newest: r1')
    }

    def "a run whose journal was altered is not among the others, but is not passed over in silence either"() {
        given:
        run('r1')
        run('r2')
        Path journal = folder.resolve('r1').resolve(Journal.FILE)
        Files.writeString(journal, Files.readString(journal).replace('ana', 'eve'))

        expect:
        new Runs(folder).all()*.id() == ['r2']
        new Runs(folder).unreadable().keySet() == ['r1'] as Set
        new Runs(folder).unreadable().r1.exitCode() == ExitCode.JOURNAL
    }

    def "a folder of runs that can't be listed is told"() {
        given:
        Files.createSymbolicLink(folder.resolve('loop'), folder.resolve('loop'))

        expect:
        refused { new Runs(folder.resolve('loop')).all() }.exitCode() == ExitCode.JOURNAL
    }
}
