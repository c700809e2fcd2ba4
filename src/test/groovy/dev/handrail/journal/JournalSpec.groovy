package dev.handrail.journal

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.text.Redactor
import dev.handrail.text.Secret
import spock.lang.Specification
import spock.lang.TempDir
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Clock

class JournalSpec extends Specification {
    @TempDir
    Path folder

    Clock clock = Clock.systemUTC()

    private Path written(int records) {
        Journal journal = Journal.create(folder.resolve('r1'), 'r1', clock, new Redactor())
        journal.append(new Event.RunStarted('book', 'A book', 'f', 'd', [f: 'd'], 'test', [:], [a: '1'], [:], 'ana', 'box',
            '1', null), true)
        (records - 1).times { journal.append(new Event.NoteTaken("note $it", null, 'ana'), false) }
        journal.close()
        folder.resolve('r1').resolve(Journal.FILE)
    }

    def "what is written is read back, record by record"() {
        given:
        Path file = written(3)

        when:
        List<Entry> entries = JournalReader.read(file).entries()

        then:
        entries*.seq() == [1, 2, 3]
        entries[0].event() == new Event.RunStarted('book', 'A book', 'f', 'd', [f: 'd'], 'test', [:], [a: '1'], [:], 'ana',
            'box', '1', null)
        entries[2].event() == new Event.NoteTaken('note 1', null, 'ana')
    }

    def "every kind of event survives the way through the file"() {
        given:
        Journal journal = Journal.create(folder.resolve('r1'), 'r1', clock, new Redactor())
        List<Event> events = [
            new Event.RunResumed('ana', 'box', '1', 'resume', ['file changed']),
            new Event.RunPaused(3, 'why', ['handrail resume r1'], true),
            new Event.RunFinished('done', 0, '', [], false),
            new Event.StepPlanned('a/b', 'forward', 1, 'T', 'x', 'changes', [[key: 'k', show: ['one', 'two']]], null, ['c: d'],
                null, 'about 3 rows', 'digest'),
            new Event.StepDecided('a/b', 'forward', 1, 'yes', null, 'ana'),
            new Event.EffectStarted('a/b', 'forward', 1, 'k', 'sql', 'database', 'main', 'transactional', [xid: '7']),
            new Event.EffectFinished('a/b', 'forward', 1, 'k', 'sql', 'done', [rows: 3L], [title: 't'], null, 12),
            new Event.EffectReconciled('a/b', 'forward', 'k', 'applied', 'marker row', null),
            new Event.CheckBaseline('a/b', 'c', 'step', [columns: ['n'], rows: [[1L]], total: 1L, facts: [:]]),
            new Event.CheckJudged('a/b', 'forward', 1, 'c', 'check', 'pass', '0', '0', 'select', 1.5d, 3),
            new Event.ResultCaptured('a/b', 'token', 'x'),
            new Event.StepFinished('a/b', 'forward', 1, 'failed', 'why', [what: 'w'], 'opens', 9),
            new Event.JournalRepaired(12, '{"v"'),
            new Event.TargetSeen('database main', 'start', [bytes: '12'])]

        when:
        events.each { journal.append(it, false) }
        journal.close()

        then:
        JournalReader.read(folder.resolve('r1').resolve(Journal.FILE)).entries()*.event() == events
    }

    def "only its owner can read it"() {
        expect:
        PosixFilePermissions.toString(Files.getPosixFilePermissions(written(1))) == 'rw-------'
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve('r1'))) == 'rwx------'
    }

    def "a secret is masked in it, plain and encoded"() {
        given:
        Redactor redactor = new Redactor()
        redactor.learn(new Secret('token', 's3cret/value'))
        Journal journal = Journal.create(folder.resolve('r1'), 'r1', clock, redactor)

        when:
        journal.append(new Event.NoteTaken('a s3cret/value and s3cret%2Fvalue', null, 'ana'), true)
        journal.close()
        String text = folder.resolve('r1').resolve(Journal.FILE).toFile().text

        then:
        !text.contains('s3cret')
        text.count('<secret token>') == 2
    }

    def "cut at any byte, it is whole up to the last full record, and the repair is on record"() {
        given:
        Path file = written(5)
        byte[] whole = file.toFile().bytes
        List<Integer> ends = (0..<whole.length).findAll { whole[it] == ('\n' as char) }

        expect:
        (ends[0] + 1..<whole.length).every { int cut ->
            file.toFile().bytes = Arrays.copyOf(whole, cut)
            int full = ends.count { it < cut }
            boolean torn = cut != ends[full - 1] + 1
            Journal journal = Journal.reopen(folder.resolve('r1'), 'r1', clock, new Redactor())
            journal.close()
            List<Entry> entries = JournalReader.read(file).entries()
            assert entries.size() == full + (torn ? 1 : 0)
            assert !torn || entries.last().event() instanceof Event.JournalRepaired
            true
        }
    }

    def "any flipped byte in a full record is found, with its place"() {
        given:
        Path file = written(4)
        byte[] whole = file.toFile().bytes
        int lastStart = (0..<whole.length - 1).findAll { whole[it] == ('\n' as char) }.max() + 1

        expect:
        (0..<whole.length).every { int at ->
            byte[] changed = whole.clone()
            changed[at] = (byte) (changed[at] ^ 1)
            file.toFile().bytes = changed
            try {
                JournalReader.Read read = JournalReader.read(file)
                // Without its newline a last record is one that was cut short, and counts for nothing.
                assert at == whole.length - 1 && read.entries().size() == 3
            } catch (Problem problem) {
                assert problem.exitCode() == ExitCode.JOURNAL
                assert problem.what().contains('does not follow')
            }
            true
        }
        lastStart > 0
    }

    def "a record taken out, or two exchanged, is found"() {
        given:
        Path file = written(4)
        List<String> lines = file.toFile().readLines()

        when:
        file.toFile().text = order.collect { lines[it] }.join('\n') + '\n'
        JournalReader.read(file)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL

        where:
        order << [[0, 2, 3], [1, 2, 3], [0, 2, 1, 3]]
    }

    def "a second hand on the same journal is refused"() {
        given:
        Journal journal = Journal.create(folder.resolve('r1'), 'r1', clock, new Redactor())

        when:
        Journal.reopen(folder.resolve('r1'), 'r1', clock, new Redactor())

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.HELD

        cleanup:
        journal.close()
    }

    def "a symbolic link in its place is not followed"() {
        given:
        Path file = written(1)
        Path aside = folder.resolve('aside')
        Files.move(file, aside)
        Files.createSymbolicLink(file, aside)

        when:
        Journal.reopen(folder.resolve('r1'), 'r1', clock, new Redactor())

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
    }

    def "records of a type it does not know are passed over, another format is refused"() {
        given:
        Chain chain = new Chain()
        Path file = folder.resolve('j')

        when:
        file.toFile().text = chain.link("""{"v":$version,"seq":1,"at":"2026-11-21T02:00:00Z","run":"r","type":"moon.rose"}""") + '\n'
        JournalReader.Read read
        String refused = null
        try {
            read = JournalReader.read(file)
        } catch (Problem problem) {
            refused = problem.what()
        }

        then:
        refused == (version == 1 ? null : 'this journal was written by another version (format 2)')
        version == 2 || read.entries().empty && read.lines().size() == 1

        where:
        version << [1, 2]
    }
}
