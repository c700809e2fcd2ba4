package dev.handrail.shell

import dev.handrail.json.Json
import dev.handrail.shell.session.Seat
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.zip.ZipFile
import spock.lang.Specification
import spock.lang.TempDir

/** Going on with a run: after something changed, as somebody else, under a key, on another machine. No server needed. */
class HandingOverSpec extends Specification {
    @TempDir
    Path folder

    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()
    String user = System.getProperty('user.name')
    String home = 'home'
    Path script

    private static final String[] ALL = ['--yes', 'changes', '--answer', 'make/person=yes']
    private static final String[] WRONG = ['--yes', 'changes', '--answer', 'make/person=no']

    void setup() {
        script = folder.resolve('runbooks/small.groovy')
        book('')
    }

    private void book(String more) {
        Files.createDirectories(script.parent)
        Files.writeString(script, """
            String days = input('days', '30', 'How many days')
            runbook('small', 'A book') {
              section('make', 'Make') {
                step('folder') {
                  command 'mkdir', '$folder/made'
                  check('it is there') { lasting(); command 'test', '-d', '$folder/made'; expect exit(0) }
                  rollback { command 'rmdir', '$folder/made' }
                }
                step('person') { manual 'Is it there?'; answer 'yes'; rollback { command 'true' } }
              }
              $more
            }
            """.stripIndent())
    }

    private int handrail(String... words) {
        out.reset()
        err.reset()
        Map<String, String> surroundings = [HOME: folder.toString(), SUDO_USER: user]
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true), surroundings, folder,
            { Optional.empty() }, { 80 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve(home).toString()] + (words as List)) as String[]).status()
    }

    private String id() {
        folder.resolve("$home/runs").toFile().list().sort().last()
    }

    private Path journal() {
        folder.resolve("$home/runs/${id()}/journal.jsonl")
    }

    private List<Map> records() {
        Files.readAllLines(journal()).collect { Json.read(it) as Map }
    }

    /** A run that stopped at its second step. */
    private void stopped(String... more) {
        assert handrail(['run', 'small', *WRONG, *more] as String[]) == 1: err
    }

    private String exported(String name = 'x.run') {
        assert handrail('export', id(), '--out', name) == 0
        name
    }

    def "a changed file is named with the option that agrees to it, and the reason is kept"() {
        given:
        stopped()
        book("section('more') { step('also') { command 'true'; rollback { command 'true' } } }")

        expect:
        handrail('resume', *ALL) == 4
        err.toString().contains('small.groovy was changed')
        err.toString().contains('--accept runbook=REASON')
        handrail('resume', *ALL, '--accept', 'runbook=the fix of CHG7') == 0
        out.toString().contains('3 done')

        and: 'what was done was not done again'
        records().count { it.type == 'effect.started' && it.step == 'make/folder' } == 1
        records().find { it.type == 'run.resumed' }.with {
            assert it.accepted == [runbook: 'the fix of CHG7']
            assert it.changed == ['file small.groovy was changed']
            true
        }
        handrail('report') == 0
        out.toString().contains('because the fix of CHG7')
    }

    def "what was agreed to once is not asked again"() {
        given:
        stopped()
        book("section('more') { step('also') { command 'true'; rollback { command 'true' } } }")

        expect:
        handrail('resume', *WRONG, '--accept', 'runbook=mended') == 1
        handrail('resume', *ALL) == 0
    }

    def "an input can be changed by a decision alone"() {
        given:
        stopped('--set', 'days=7')

        expect:
        handrail('resume', *ALL, '--set', 'days=9') == 4
        err.toString().contains("input days was '7', is '9'")
        handrail('resume', *ALL, '--set', 'days=9', '--accept', 'inputs=a longer week') == 0
    }

    def "a change that there is no such kind of is refused with the near word"() {
        given:
        stopped()

        expect:
        handrail('resume', *ALL, '--accept', 'runbok=x') == 2
        err.toString().contains('runbook')
    }

    def "what no longer holds is told as drift and needs a decision"() {
        given:
        stopped()
        Files.delete(folder.resolve('made'))

        expect:
        (1..2).collect { handrail('resume', *ALL) } == [4, 4]
        err.toString().contains("'it is there' of make/folder no longer holds")
        err.toString().contains('--accept drift=REASON')

        when:
        Files.createDirectory(folder.resolve('made'))

        then:
        handrail('resume', *ALL) == 0
    }

    def "somebody else takes a run over by a decision, on record"() {
        given:
        user = 'anna'
        stopped()
        user = 'ben'

        expect:
        handrail('resume', *ALL) == 4
        err.toString().contains('opened by anna (unattended) on')
        err.toString().contains('--accept operator=REASON')
        handrail('resume', *ALL, '--accept', 'operator=anna is off shift') == 0
        records().findAll { it.type == 'run.resumed' }*.operator == ['ben (unattended)']
    }

    def "a run that a pipeline names by its key is the pipeline's, whoever it runs as"() {
        given:
        user = 'runner-1'
        handrail('run', 'small', '--id', 'nightly-7', *WRONG)
        user = 'runner-2'

        expect:
        handrail('run', 'small', '--id', 'nightly-7', *ALL) == 0
        records().findAll { it.type == 'run.resumed' }*.operator == ['runner-2 (unattended)']
    }

    def "the key of a finished run tells its result and its exit code, in JSON its last record"() {
        given:
        book("section('more') { step('fails') { command 'false'; rollback { command 'true' } } }")
        handrail('run', 'small', '--id', 'nightly-7', *ALL, '--on-failure', 'rollback') == 9

        expect:
        handrail('--json', 'run', 'small', '--id', 'nightly-7', *ALL) == 9
        out.toString().readLines().collect { Json.read(it) as Map }.with {
            assert it*.type == ['run.finished']
            assert it[0].exit == 9
            true
        }
    }

    def "a key belongs to its runbook, its inputs and its environment"() {
        given:
        handrail('run', 'small', '--id', 'nightly-7', *ALL)
        Files.writeString(folder.resolve('runbooks/other.groovy'), Files.readString(script).replace("runbook('small'", "runbook('other'"))
        Files.writeString(folder.resolve('handrail.yml'), 'environments: { stage: {} }')

        expect:
        handrail(*words, '--id', 'nightly-7', *ALL) == 4
        err.toString().contains(difference)

        where:
        words                                | difference
        ['run', 'other']                     | "runbook was 'small', is 'other'"
        ['run', 'small', '--set', 'days=9']  | "input days was '30', is '9'"
        ['run', 'small', '--env', 'stage']   | "environment was 'sandbox', is 'stage'"
    }

    def "an exported run is one file that only its owner can read, with journal, digests and report, and is gone on with elsewhere"() {
        given:
        stopped()
        String id = id()

        when:
        String file = exported()

        then:
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))) == 'rw-------'
        new ZipFile(folder.resolve(file).toFile()).withCloseable { zip ->
            assert zip.entries()*.name == ['handrail.json', 'journal.jsonl', 'report.md', 'report.json']
            Map about = Json.read(zip.getInputStream(zip.getEntry('handrail.json')).text) as Map
            assert about.run == id
            assert about.files.keySet() == ['small.groovy'] as Set
            true
        }

        and: 'it is not written over'
        handrail('export', id, '--out', file) == 2

        and: 'it can be looked at where it is'
        handrail('verify', '--file', file) == 0
        handrail('report', '--file', file) == 0
        out.toString().contains('make/folder')
        Files.list(folder.resolve('home/handed')).count() == 0

        when:
        home = 'there'

        then:
        handrail('resume', '--file', file, *ALL) == 0
        records().findAll { it.type == 'run.resumed' }*.command == ['resume']
        handrail('runs') == 0
        out.toString().contains(id)
    }

    def "whoever handed a run over does not go on with it without a decision"() {
        given:
        stopped()
        exported()

        expect:
        handrail('resume', *ALL) == 4
        err.toString().contains('whoever has that file may have gone on')
        handrail('resume', *ALL, '--accept', 'operator=the file was deleted') == 0
    }

    def "the same file twice does no harm; a home that knows more keeps what it knows"() {
        given:
        stopped()
        String file = exported()
        home = 'there'

        expect:
        handrail('resume', '--file', file, '--yes', 'changes') == 4
        handrail('resume', '--file', file, '--yes', 'changes') == 4
        err.toString().contains('--answer make/person=yes')
        handrail('resume', '--file', file, *WRONG) == 1
        handrail('resume', '--file', file, *ALL) == 4
        err.toString().contains("handrail resume ${id()}")
        handrail('resume', *ALL) == 0
    }

    def "a later export goes on from an earlier one, and two ends of one run are told apart"() {
        given:
        stopped()
        String early = exported('early.run')
        handrail('resume', *WRONG, '--accept', 'operator=mine')
        String late = exported('late.run')
        home = 'there'

        expect:
        handrail('resume', '--file', early, '--yes', 'changes') == 4
        handrail('resume', '--file', late, *WRONG) == 1

        when:
        home = 'home'
        handrail('resume', *WRONG, '--accept', 'operator=mine')
        String other = exported('other.run')
        home = 'there'

        then:
        handrail('resume', '--file', other, *ALL) == 8
        err.toString().contains('they part at record')
    }

    def "a bare journal can be taken over, and taken back and closed from a file"() {
        given:
        stopped()
        Path bare = folder.resolve('copy.jsonl')
        Files.copy(journal(), bare)
        home = 'there'

        expect:
        handrail(*words) == 0
        records().last().state == state

        where:
        words                                                            | state
        ['rollback', '--file', 'copy.jsonl', '--yes', 'changes']         | 'taken-back'
        ['abandon', '--file', 'copy.jsonl', '--reason', 'not needed']    | 'abandoned'
    }

    def "#what is not taken for a run"() {
        given:
        stopped()
        Files.writeString(folder.resolve('text'), 'hello\n')
        Files.writeString(folder.resolve('altered'), Files.readString(journal()).replace('make/folder', 'make/fodler'))
        home = 'there'

        expect:
        handrail('resume', '--file', name, *ALL) == exit
        !Files.exists(folder.resolve('there/runs'))

        where:
        what         | name      | exit
        'text'       | 'text'    | 8
        'no file'    | 'nothing' | 2
        'an altered' | 'altered' | 8
    }

    def "a runbook that is elsewhere on that machine is named, and its digest is compared"() {
        given:
        stopped()
        String file = exported()
        home = 'there'
        Path moved = folder.resolve('moved.groovy')
        Files.move(script, moved)

        expect:
        handrail('resume', '--file', file, *ALL) == 2
        err.toString().contains('--runbook FILE')
        Files.createDirectories(folder.resolve('runbooks/small'))
        Files.copy(moved, script.resolveSibling('small/small.groovy'))
        handrail('resume', id(), '--runbook', 'moved.groovy', *WRONG, '--accept', 'runbook=it moved') == 1
        handrail('resume', *ALL) == 0
    }

    def "a target whose run is not in this home is told how to get it, and how to clear it for good"() {
        given: 'a run of another home, whose note is on the file lock of this machine'
        user = 'anna'
        stopped()
        String lost = id()
        folder.resolve("home/runs/$lost").toFile().deleteDir()

        expect:
        handrail('run', 'small', *ALL) == 4
        err.toString().contains("handrail export $lost --out ${lost}.run")
        err.toString().contains("handrail resume --file ${lost}.run")
        err.toString().contains("handrail abandon $lost --lost $script --env sandbox --reason TEXT")

        when:
        user = 'ben'

        then: 'it is cleared deliberately, on record'
        handrail('abandon', 'another', '--lost', 'small', '--reason', 'x') == 2
        handrail('abandon', lost, '--lost', 'small', '--reason', 'the disk died') == 0
        handrail('report', lost) == 0
        out.toString().contains('its journal was lost')
        out.toString().contains('the disk died')
        out.toString().contains('opened by anna (unattended)')

        when:
        Files.delete(folder.resolve('made'))

        then:
        handrail('run', 'small', *ALL) == 0
    }

    def "a file from elsewhere does not say which script of this machine is loaded"() {
        given:
        stopped()
        String file = exported()
        home = 'there'
        Files.move(script, folder.resolve('elsewhere.groovy'))
        Files.createDirectories(folder.resolve('ops'))
        Files.writeString(script.resolveSibling('small.groovy.txt'), 'not a runbook')

        expect:
        handrail('resume', '--file', file, *ALL) == 2
        err.toString().contains('there is none called small under runbooks/ here')
        handrail('resume', '--file', file, '--runbook', 'elsewhere.groovy', *ALL) == 4
        err.toString().contains('file elsewhere.groovy is new')
    }

    def "export refuses while another process works on the run"() {
        given:
        stopped()
        def held = dev.handrail.journal.Journal.reopen(journal().parent, id(), java.time.Clock.systemUTC(),
            new dev.handrail.text.Redactor())

        expect:
        handrail('export', id(), '--out', 'x.run') == 5
        !Files.exists(folder.resolve('x.run'))

        cleanup:
        held.close()
    }

    /** A run of three programs whose process died while the second one was at work, and nothing tells how that ended. */
    private void died() {
        Files.writeString(script, """
            runbook('small', 'A book') {
              section('make', 'Make') {
                step('one') { command 'mkdir', '$folder/one'; rollback { command 'rmdir', '$folder/one' } }
                step('two') {
                  command 'mkdir', '$folder/two'
                  check('two is there') { command 'test', '-d', '$folder/two'; expect exit(0) }
                  rollback { command 'rmdir', '$folder/two' }
                }
                step('three') { command 'mkdir', '$folder/three'; rollback { command 'rmdir', '$folder/three' } }
              }
            }
            """.stripIndent())
        assert handrail('run', 'small', '--yes', 'changes') == 0
        List<String> lines = Files.readAllLines(journal())
        int cut = lines.findIndexOf { it.contains('"effect.started"') && it.contains('make/two') }
        Files.writeString(journal(), lines.take(cut + 1).join('\n') + '\n')
        journal().parent.resolve('logs').toFile().deleteDir()
        Files.delete(folder.resolve('three'))
    }

    def "what nothing proves is said by an option, with the reason on record, and judged by the step's checks"() {
        given:
        died()

        expect:
        (1..2).collect { handrail('resume', '--yes', 'changes') } == [6, 6]
        err.toString().contains('--outcome make/two=done:REASON')
        handrail('resume', '--yes', 'changes', '--outcome', 'make/two=done:I looked') == 0
        records().find { it.type == 'effect.reconciled' }.with {
            assert [it.verdict, it.evidence] == ['applied', 'I looked']
            true
        }
        records().count { it.type == 'effect.started' && it.step == 'make/two' } == 1
        Files.exists(folder.resolve('three'))
    }

    def "what was not done is done, what is said wrongly is found by the checks"() {
        given:
        died()
        Files.delete(folder.resolve('two'))

        expect:
        handrail('resume', '--yes', 'changes', '--outcome', 'make/two=done:I guess') == 1
        err.toString().contains("the check 'two is there' does not hold")

        when:
        Files.createDirectory(folder.resolve('two'))

        then:
        handrail('resume', '--yes', 'changes') == 0
    }

    def "a step that was done by hand is judged, reported and taken back"() {
        expect: 'what is not there was not done'
        handrail('run', 'small', *ALL, '--by-hand', 'make/folder=mkdir in another window') == 1

        when:
        Files.createDirectory(folder.resolve('made'))

        then:
        handrail('resume', *ALL, '--by-hand', 'make/folder=mkdir in another window') == 0
        handrail('report') == 0
        out.toString().contains('mkdir in another window')
        handrail('rollback', id(), '--yes', 'changes') == 0
        !Files.exists(folder.resolve('made'))
    }

    def "an exported run holds no secret"() {
        given:
        book("""section('more') { step('hide') {
                command(['sh', '-c', 'echo \$TOKEN >&2; exit 1']) { env TOKEN: secret('token') }
                rollback { command 'true' }
              } }""")
        assert handrail('run', 'small', *ALL) == 1: err
        String file = exported()

        expect:
        new ZipFile(folder.resolve(file).toFile()).withCloseable { zip ->
            zip.entries().every { !zip.getInputStream(it).text.contains('sandbox-token') }
        }
    }
}
