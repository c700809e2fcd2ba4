package dev.handrail.journal

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.text.Redactor
import dev.handrail.text.Secret
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Clock
import java.time.Instant

class JournalSpec extends Specification {
    @TempDir
    Path folder

    Clock clock = Clock.systemUTC()

    private Path written(int records) {
        Journal journal = Journal.create(folder.resolve('r1'), 'r1', clock, new Redactor())
        journal.append(new Event.RunStarted('book', 'A book', 'f', 'd', [f: 'd'], 'test', [:], [a: '1'], [:], 'ana', 'box',
            '1', null, null), true)
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
            'box', '1', null, null)
        entries[2].event() == new Event.NoteTaken('note 1', null, 'ana')
    }

    def "a session's own records are at hand as they are in the file, what is masked included"() {
        given:
        Redactor redactor = new Redactor()
        redactor.learn(new Secret('pin', 's3cr3t-value'))
        Path file = folder.resolve('r1')
        Journal journal = Journal.create(file, 'r1', clock, redactor)
        List<Event> events = [
            new Event.RunStarted('book', 'A book', 'f', 'd', [f: 'd'], 'test', [:], [a: '1'], [:], 'ana', 'box', '1', null, null),
            new Event.CheckJudged('a/b', 'forward', 1, 'c', 'check', 'pass', '0', '0', 'select', 1.0d, 3, [['id'], ['1']], 1),
            new Event.CheckJudged('a/b', 'forward', 1, 's3cr3t-value', 'check', 'fail', 'x', '\u202e', 'select', 2.5d, 3, null, 0),
            new Event.EffectFinished('a/b', 'forward', 1, 'k', 'sql', 'done', [rows: 3], [title: 's3cr3t-value'], null, 12)]

        when:
        events.each { journal.append(it, false) }
        List<Entry> atHand = journal.written().get()
        journal.close()

        then:
        atHand == JournalReader.read(file.resolve(Journal.FILE)).entries()
        !atHand.toString().contains('s3cr3t-value')
    }

    def "records of an earlier session are not at hand"() {
        given:
        written(2)

        when:
        Journal journal = Journal.reopen(folder.resolve('r1'), 'r1', clock, new Redactor())
        journal.append(new Event.NoteTaken('more', null, 'ana'), false)
        Optional<List<Entry>> atHand = journal.written()
        journal.close()

        then:
        atHand.empty
    }

    def "a moment is written as the clock's library writes it: #at"() {
        expect:
        Moments.show(Instant.parse(at)) == Instant.parse(at).toString()
        Moments.read(Moments.show(Instant.parse(at))) == Instant.parse(at)

        where:
        at << ['2026-12-01T01:30:00.250Z', '2026-12-31T23:59:59.999Z', '2024-02-29T00:00:00.001Z', '2026-12-01T01:30:00Z',
               '1969-12-31T23:59:59.010Z', '+12026-01-01T00:00:00.100Z', '0999-01-01T00:00:00.100Z']
    }

    def "every kind of event survives the way through the file"() {
        given:
        Journal journal = Journal.create(folder.resolve('r1'), 'r1', clock, new Redactor())
        List<Event> events = [
            new Event.RunResumed('ana', 'box', '1', 'resume', ['file changed'], [runbook: 'mended'],
                [file: 'f', digest: 'd2', files: [f: 'd2'], inputs: [:], targets: ['database main': 'shop']]),
            new Event.RunExported('ana', 'box', '/tmp/r1.run'),
            new Event.RunPaused(3, 'why', ['handrail resume r1'], true),
            new Event.RunFinished('done', 0, '', [], false),
            new Event.StepPlanned('a/b', 'forward', 1, 'T', 'x', 'changes', [[key: 'k', show: ['one', 'two']]], null, ['c: d'],
                null, 'about 3 rows', 'digest'),
            new Event.StepDecided('a/b', 'forward', 1, 'yes', null, 'ana'),
            new Event.EffectStarted('a/b', 'forward', 1, 'k', 'sql', 'database', 'main', 'transactional', [xid: '7']),
            new Event.EffectFinished('a/b', 'forward', 1, 'k', 'sql', 'done', [rows: 3L], [title: 't'], null, 12),
            new Event.EffectReconciled('a/b', 'forward', 'k', 'applied', 'marker row', null),
            new Event.CheckBaseline('a/b', 'c', 'step', [columns: ['n'], rows: [[1L]], total: 1L, facts: [:]]),
            new Event.CheckJudged('a/b', 'forward', 1, 'c', 'check', 'pass', '0', '0', 'select', 1.5d, 3, [['id'], ['1']], 1),
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

    def "cut at any byte, it is whole up to the last full record"() {
        given:
        Path file = written(40)
        byte[] whole = file.toFile().bytes
        List<Integer> ends = (0..<whole.length).findAll { whole[it] == ('\n' as char) }

        expect:
        ends.size() == 40
        (0..<whole.length).every { int cut ->
            JournalReader.Read read = new Reading(file, Arrays.copyOf(whole, cut)).read()
            int full = ends.count { it < cut }
            int end = full == 0 ? 0 : ends[full - 1] + 1
            read.entries().size() == full && read.wholeBytes() == end && read.tornBytes() == cut - end
        }
    }

    def "cut at any byte of its last records, it can be gone on with, and the repair is on record"() {
        given:
        Path file = written(6)
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

    @Tag('long')
    def "any flipped byte in a full record is found, with its place"() {
        given:
        Path file = written(100)
        byte[] whole = file.toFile().bytes

        expect:
        (0..<whole.length).every { int at ->
            byte[] changed = whole.clone()
            changed[at] = (byte) (changed[at] ^ 1)
            try {
                JournalReader.Proof proof = new Reading(file).prove(new ByteArrayInputStream(changed))
                // Without its newline a last record is one that was cut short, and counts for nothing.
                assert at == whole.length - 1 && proof.records() == 99
            } catch (Problem problem) {
                assert problem.exitCode() == ExitCode.JOURNAL
                assert problem.what().contains('does not follow') || problem.what().contains('is of format')
            }
            true
        }
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

    def "records of a type and fields that it does not know are passed over, and stay in the file"() {
        given:
        Path file = written(2)
        Chain chain = new Chain()
        List<String> lines = file.toFile().readLines()
        lines.each { assert chain.follows(it.bytes, 0, it.bytes.length) }
        file.toFile() << chain.link('{"v":1,"seq":3,"at":"2026-11-21T02:00:00Z","run":"r1","type":"moon.rose","phase":"full"}') + '\n'
        file.toFile() << chain.link('{"v":1,"seq":4,"at":"2026-11-21T02:00:00Z","run":"r1","type":"note.taken","text":"t","by":"ana","mood":"calm"}') + '\n'
        String before = file.toFile().text

        when:
        Journal journal = Journal.reopen(folder.resolve('r1'), 'r1', clock, new Redactor())
        journal.append(new Event.NoteTaken('after', null, 'ana'), true)
        journal.close()
        JournalReader.Read read = JournalReader.read(file)

        then:
        file.toFile().text.startsWith(before)
        read.entries()*.seq() == [1, 2, 4, 5]
        read.entries()[2].event() == new Event.NoteTaken('t', null, 'ana')
        read.lines().size() == 5
    }

    def "a record of another format is refused with both formats in words, whether its chain is ours or not: #chained"() {
        given:
        Path file = written(2)
        Chain chain = new Chain()
        file.toFile().readLines().each { assert chain.follows(it.bytes, 0, it.bytes.length) }
        String json = '{"v":3,"seq":3,"at":"2026-11-21T02:00:00Z","run":"r1","type":"note.taken"}'
        file.toFile() << (chained ? chain.link(json) : json[0..-2] + ',"seal":"x"}') + '\n'
        String before = file.toFile().text

        when:
        refusing(file)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.what() == 'this journal is of format 3, and this handrail reads format 1'
        problem.why().contains('record 3 at byte ')
        problem.why().contains('was altered') == !chained
        file.toFile().text == before

        where:
        [chained, refusing] << [[true, false], [
            { Path f -> JournalReader.read(f) }, { Path f -> Journal.reopen(f.parent, 'r1', Clock.systemUTC(), new Redactor()) }]]
            .combinations()
    }

    def "a first record that no handrail wrote is refused: #why"() {
        given:
        Path file = folder.resolve('j')
        file.toFile().text = new Chain().link(json) + '\n'

        when:
        JournalReader.read(file)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL

        where:
        why            | json
        'no JSON'      | '{"v":1,"seq":1,'
        'no object'    | '["v",1]'
        'no format'    | '{"seq":1,"at":"2026-11-21T02:00:00Z","run":"r1","type":"note.taken"}'
        'a text as it' | '{"v":"1","seq":1,"at":"2026-11-21T02:00:00Z","run":"r1","type":"note.taken"}'
        'no moment'    | '{"v":1,"seq":1,"run":"r1","type":"note.taken"}'
        'its number'   | '{"v":1,"seq":2,"at":"2026-11-21T02:00:00Z","run":"r1","type":"note.taken"}'
    }

    def "a line that is no record at all is an altered one: #line"() {
        given:
        Path file = written(1)
        file.toFile() << line + '\n'

        when:
        JournalReader.read(file)

        then:
        Problem problem = thrown()
        problem.what().startsWith('the journal was altered: record 2 at byte ')

        where:
        line << ['', '5', '{"v":1}', 'x' * 200, '{"v":1' + ' ' * 100 + ',"chain":"' + '0' * 64 + '"]']
    }

    def "a record that names another run than those before is refused, chained as it may be"() {
        given:
        Path file = written(1)
        Chain chain = new Chain()
        file.toFile().readLines().each { assert chain.follows(it.bytes, 0, it.bytes.length) }
        file.toFile() << chain.link('{"v":1,"seq":2,"at":"2026-11-21T02:00:00Z","run":"r2","type":"note.taken"}') + '\n'

        when:
        JournalReader.read(file)

        then:
        thrown(Problem)
    }

    def "numbers that a record leaves out are nought"() {
        given:
        Path file = folder.resolve('j')
        Chain chain = new Chain()
        file.toFile() << chain.link('{"v":1,"seq":1,"at":"2026-11-21T02:00:00Z","run":"r1","type":"check.judged","ms":"long"}') + '\n'
        file.toFile() << chain.link('{"v":1,"seq":2,"at":"2026-11-21T02:00:00Z","run":"r1","type":"run.paused"}') + '\n'

        when:
        List<Event> events = JournalReader.read(file).entries()*.event()

        then:
        with(events[0] as Event.CheckJudged) { [attempt(), weight(), ms()] == [0, 0.0d, 0L] }
        with(events[1] as Event.RunPaused) { exit() == 0 && !maintenance() }
    }

    def "a file that is not there is told"() {
        when:
        JournalReader.read(folder.resolve('none'))

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.why() == "it is not there: $folder/none"
    }

    def "another run's journal in its place is refused, for #what"() {
        given:
        Path file = written(3)
        Path other = folder.resolve('r2')
        Journal.create(other, 'r2', clock, new Redactor()).close()
        Files.copy(file, other.resolve(Journal.FILE), java.nio.file.StandardCopyOption.REPLACE_EXISTING)

        when:
        how(folder)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.what() == 'this is the journal of run r1, not of r2'
        !Journal.isHeld(other)

        where:
        what     | how
        'resume' | { Path f -> Journal.reopen(f.resolve('r2'), 'r2', Clock.systemUTC(), new Redactor()) }
        'status' | { Path f -> new Runs(f).find('r2') }
        'verify' | { Path f -> new Runs(f).prove('r2') }
    }

    def "verify proves a whole journal, by any beginning of its name, and says where one was altered"() {
        given:
        Path file = written(30)
        Runs runs = new Runs(folder)

        expect:
        runs.prove(name) == new JournalReader.Proof('r1', 30, 0)

        when:
        byte[] bytes = file.toFile().bytes
        int line = new String(bytes).indexOf('"seq":17')
        bytes[line + 6] = (byte) '9'
        file.toFile().bytes = bytes
        runs.prove('r1')

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.what().startsWith("the journal was altered: record 17 at byte ${new String(bytes).lastIndexOf('\n', line) + 1} ")

        where:
        name << ['r1', 'r']
    }

    def "a record longer than any window, and windows that end anywhere, are proven alike: #window bytes"() {
        given:
        Journal journal = Journal.create(folder.resolve('r1'), 'r1', clock, new Redactor())
        [3, 900, 2, 40_000, 5].each { journal.append(new Event.NoteTaken('x' * it, null, 'ana'), false) }
        journal.close()
        byte[] bytes = folder.resolve('r1').resolve(Journal.FILE).toFile().bytes

        when:
        JournalReader.Proof whole = new Reading(Path.of('j'), new byte[window]).prove(new ByteArrayInputStream(bytes))
        JournalReader.Proof torn = new Reading(Path.of('j'), new byte[window]).prove(new ByteArrayInputStream(bytes, 0, bytes.length - 9))

        then:
        whole == new JournalReader.Proof('r1', 5, 0)
        torn.records() == 4
        torn.tornBytes() > 9

        when:
        int last = new String(bytes).lastIndexOf('xxxxx')
        bytes[last] = (byte) 'y'
        new Reading(Path.of('j'), new byte[window]).prove(new ByteArrayInputStream(bytes))

        then:
        Problem problem = thrown()
        problem.what().startsWith("the journal was altered: record 5 at byte ${new String(bytes).lastIndexOf('\n', last) + 1} ")

        where:
        window << [1, 7, 300, 1024, 100_000]
    }

    def "a folder that others could have written to is refused, before anything is opened: #why"() {
        given:
        Path run = folder.resolve('runs/r1')
        new OwnFolder(run).make()
        make(run)

        when:
        Journal.require(run)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.why().contains(why)
        problem.remedy()

        when:
        Journal.create(run, 'r1', clock, new Redactor())

        then:
        thrown(Problem)
        !Files.exists(run.resolve(Journal.FILE))

        cleanup:
        Files.setPosixFilePermissions(run.parent, OwnFolder.MODE)

        where:
        why                                  | make
        'others can write to it (rwxrwx---)' | { Path r -> mode(r, 'rwxrwx---') }
        'others can write to it (rwx----w-)' | { Path r -> mode(r, 'rwx----w-') }
        'others can write to it (rwxrwxrwx)' | { Path r -> mode(r.parent, 'rwxrwxrwx') }
        'it is a symbolic link to '          | { Path r -> Files.move(r, r.resolveSibling('aside')); Files.createSymbolicLink(r, r.resolveSibling('aside')) }
        'it is a symbolic link to '          | { Path r -> Files.move(r.parent, r.parent.resolveSibling('aside')); Files.createSymbolicLink(r.parent, r.parent.resolveSibling('aside')) }
        'it is not a folder'                 | { Path r -> Files.delete(r); Files.createFile(r) }
    }

    def "a journal that others could have written is refused, and left as it is: #mode"() {
        given:
        Path file = written(1)
        String before = Files.readString(file)
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode))

        when:
        Journal.reopen(file.parent, 'r1', clock, new Redactor())

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.why().contains("others can write to it ($mode)")
        problem.remedy().contains("chmod 600 $file")
        Files.readString(file) == before

        where:
        mode << ['rw-rw-rw-', 'rw--w----']
    }

    def "a journal that others could read is closed again when it is gone on with"() {
        given:
        Path file = written(1)
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rw-r--r--'))

        when:
        Journal.reopen(file.parent, 'r1', clock, new Redactor()).close()

        then:
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) == 'rw-------'
    }

    @Requires({ System.getProperty('user.name') == 'root' })
    def "a folder of another user is refused"() {
        given:
        Path run = folder.resolve('runs/r1')
        new OwnFolder(run).make()
        Files.setOwner(run, folder.fileSystem.userPrincipalLookupService.lookupPrincipalByName('nobody'))

        when:
        Journal.require(run)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.why() == 'it belongs to nobody'
    }

    @Requires({ System.getProperty('user.name') == 'root' })
    def "a folder in one of another user is refused"() {
        given:
        Path run = folder.resolve('runs/r1')
        new OwnFolder(run).make()
        Files.setOwner(run.parent, folder.fileSystem.userPrincipalLookupService.lookupPrincipalByName('nobody'))

        when:
        Journal.require(run)

        then:
        Problem problem = thrown()
        problem.where() == run.parent.toString()
        problem.why() == 'it belongs to nobody'
    }

    def "the root of all folders is looked at like any other"() {
        when:
        boolean refused = false
        try {
            Journal.require(Path.of('/'))
        } catch (Problem problem) {
            refused = problem.exitCode() == ExitCode.JOURNAL
        }

        then:
        refused == (System.getProperty('user.name') != 'root')
    }

    private static Path mode(Path folder, String mode) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode))
    }

    def "a journal is read from its own file alone, not through a link"() {
        given:
        Path link = Files.createSymbolicLink(folder.resolve('link'), written(1))

        when:
        JournalReader.read(link)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.why().contains('symbolic link')
    }

    def "the head names the last record, and a longer or another journal does not carry it"() {
        given:
        Journal journal = Journal.create(folder.resolve('r1'), 'r1', clock, new Redactor())
        3.times { journal.append(new Event.NoteTaken("note $it", null, 'ana'), false) }
        List<String> head = journal.head().split(':')
        journal.close()
        JournalReader.Read read = JournalReader.read(folder.resolve('r1').resolve(Journal.FILE))

        expect:
        head[0] == '3'
        read.carries(3, head[1])
        !read.carries(2, head[1])
        !read.carries(4, head[1])
        !read.carries(0, head[1])
        !read.carries(3, '')
    }
}
