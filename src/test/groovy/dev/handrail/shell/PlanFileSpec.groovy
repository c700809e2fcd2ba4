package dev.handrail.shell

import dev.handrail.json.Json
import dev.handrail.shell.session.Seat
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir

/** A plan in a file, from its making to its one run. */
class PlanFileSpec extends Specification {
    @TempDir
    Path folder

    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    void setup() {
        book('mkdir', 'x')
        Files.writeString(folder.resolve('handrail.yml'), '''\
            environments:
              other: { services: { api: "http://127.0.0.1:1" } }
            '''.stripIndent())
    }

    private void book(String program, String title) {
        Path file = folder.resolve('runbooks/small.groovy')
        Files.createDirectories(file.parent)
        Files.writeString(file, """\
            String dir = input('name', 'made', 'The folder')
            runbook('small', 'A book') {
              section('make', 'Make') {
                step('folder') {
                  command '$program', "$folder/\${dir}"
                  rollback { command 'rmdir', "$folder/\${dir}" }
                }
                step('look', '$title') { check('it is there') { command 'test', '-d', "$folder/\${dir}"; expect exit(0) } }
              }
            }
            """.stripIndent())
    }

    private int handrail(String... words) {
        out.reset()
        err.reset()
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true), [HOME: folder.toString()], folder,
            { Optional.empty() }, { 80 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve('home').toString()] + (words as List)) as String[]).status()
    }

    private Path planned(String... more) {
        Path file = folder.resolve('small.plan')
        assert handrail('plan', 'small', '--out', 'small.plan', *more) == 0
        file
    }

    private Map plan(Path file) {
        (Json.read(Files.readString(file)) as Map).plan as Map
    }

    private List<String> runs() {
        folder.resolve('home/runs').toFile().list()?.sort() ?: []
    }

    def "a plan is run as it was made, and its run says which plan that was"() {
        given:
        Path file = planned('--set', 'name=other')

        expect:
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) == 'rw-------'
        out.toString().contains('digest ' + plan(file).digest[0..11])
        handrail('run', '--plan', 'small.plan', '--yes', 'changes') == 0
        Files.isDirectory(folder.resolve('other'))

        when:
        List<Map> records = Files.readAllLines(folder.resolve("home/runs/${runs()[0]}/journal.jsonl")).collect { Json.read(it) as Map }

        then:
        records[0].type == 'run.started'
        records[0].plan.digest == plan(file).digest
        records[0].inputs == [name: 'other']
    }

    def "the same plan has the same digest, and another one another"() {
        given:
        String first = plan(planned()).digest
        Files.delete(folder.resolve('small.plan'))

        expect:
        plan(planned()).digest == first

        when:
        Files.delete(folder.resolve('small.plan'))

        then:
        plan(planned('--set', 'name=other')).digest != first
    }

    def "a plan file replaces neither --yes nor --confirm"() {
        given:
        planned()

        expect:
        handrail('run', '--plan', 'small.plan') == 4
        err.toString().contains('--yes changes')
        runs().isEmpty()
        handrail('run', '--plan', 'small.plan', '--yes', 'changes') == 0
    }

    def "a plan is used once, also when its run was not finished or its journal is gone"() {
        given:
        planned()
        handrail('run', '--plan', 'small.plan', '--yes', 'changes', '--until', 'make/look') == 0
        String run = runs()[0]
        Files.deleteIfExists(folder.resolve('made'))

        expect:
        handrail('run', '--plan', 'small.plan', '--yes', 'changes') == 4
        err.toString().contains("used before, by run $run")
        err.toString().contains("handrail resume $run")

        when:
        folder.resolve("home/$gone").toFile().deleteDir()

        then:
        handrail('run', '--plan', 'small.plan', '--yes', 'changes') == 4
        err.toString().contains('used before')

        where:
        gone << ['plans', 'runs']
    }

    def "the same key with the same plan is the same run, with another one it is not"() {
        given:
        planned()
        handrail('run', '--plan', 'small.plan', '--id', 'k1', '--yes', 'changes', '--until', 'make/look') == 0

        expect:
        handrail('run', '--plan', 'small.plan', '--id', 'k1', '--yes', 'changes') == 0
        out.toString().contains('k1')
        handrail('run', '--plan', 'small.plan', '--id', 'k2', '--yes', 'changes') == 4

        when:
        Files.delete(folder.resolve('made'))
        Files.delete(folder.resolve('small.plan'))
        planned()

        then:
        handrail('run', '--plan', 'small.plan', '--id', 'k1', '--yes', 'changes') == 4
        err.toString().contains('the key k1 belongs to another run')
    }

    def "what was changed since is refused with the difference, before a run is opened"() {
        given:
        planned()

        when:
        change.call(this)

        then:
        handrail('run', '--plan', 'small.plan', '--yes', 'changes') == 4
        err.toString().contains(told)
        runs().isEmpty()
        !Files.exists(folder.resolve('made'))

        and: 'the plan is not used up by that'
        book('mkdir', 'x')
        handrail('run', '--plan', 'small.plan', '--yes', 'changes') == 0

        where:
        change                                                          | told
        ({ it.book('true', 'x') })                                      | 'file small.groovy was changed'
        ({ Files.writeString(it.folder.resolve('runbooks/small.groovy'), 'no runbook') }) | 'file small.groovy was changed'
    }

    def "what the command line says otherwise is exit 2"() {
        given:
        planned()

        expect:
        handrail('run', '--plan', 'small.plan', '--yes', 'changes', *words) == 2
        err.toString().contains(told)
        runs().isEmpty()

        where:
        words                    | told
        ['--set', 'name=another']| "of the input name the plan says 'made'"
        ['--env', 'other']       | 'the plan was made for sandbox, not for other'
        ['--only', 'make/look']  | 'from its first step to its last'
    }

    def "what the command line says just so is no contradiction"() {
        given:
        planned()

        expect:
        handrail('run', 'small', '--plan', 'small.plan', '--yes', 'changes', '--set', 'name=made', '--env', 'sandbox') == 0
    }

    def "a plan file that is not as it was written is exit 2"() {
        given:
        Path file = planned()
        Files.writeString(file, alter(Files.readString(file)))

        expect:
        handrail('run', '--plan', 'small.plan', '--yes', 'changes') == 2
        err.toString().contains('not as it was written')
        runs().isEmpty()

        where:
        alter << [{ it.replace('mkdir', 'rmdir') }, { it[0..<it.length() - 9] }, { '' }, { it + ' ' },
                  { it.replaceFirst(/"at":"20/, '"at":"21') }, { it.replace('"sandbox"', '"prod"') }]
    }

    def "no plan is written over, none where a step can't be planned, and one that is not there is said so"() {
        given:
        planned()

        expect:
        handrail('plan', 'small', '--out', 'small.plan') == 2
        err.toString().contains('nothing is written over')
        handrail('run', '--plan', 'none.plan') == 2
        err.toString().contains('there is no such plan file')
        handrail('run') == 2
        err.toString().contains('run needs a runbook')

        when:
        book('no-such-program-anywhere', 'x')

        then:
        handrail('plan', 'small', '--out', 'second.plan') == 7
        err.toString().contains('was not written')
        !Files.exists(folder.resolve('second.plan'))
    }

    def "a plan file can be read without its runbook"() {
        given:
        planned()
        Files.delete(folder.resolve('runbooks/small.groovy'))

        expect:
        handrail('show', 'small.plan') == 0
        out.toString().contains('# Plan of small: A book')
        out.toString().contains('mkdir')
        out.toString().contains('--yes changes')
        handrail('show', 'small.plan', '--format', 'json') == 0
        (Json.read(out.toString()) as Map).steps*.step == ['make/folder', 'make/look']
    }

    def "the runbook may lie elsewhere, as long as it is the same"() {
        given:
        planned()
        Files.createDirectories(folder.resolve('else'))
        Files.move(folder.resolve('runbooks/small.groovy'), folder.resolve('else/small.groovy'))

        expect:
        handrail('run', '--plan', 'small.plan', '--yes', 'changes') == 2
        err.toString().contains('handrail run RUNBOOK --plan')
        handrail('run', 'else/small.groovy', '--plan', 'small.plan', '--yes', 'changes') == 0
    }

    def "a run that was begun goes on as its plan says, or by a decision of its own"() {
        given:
        planned()
        handrail('run', '--plan', 'small.plan', '--yes', 'changes', '--until', 'make/folder') == 0
        book('true', 'x')

        expect:
        handrail('resume', '--yes', 'changes', '--accept', 'runbook=mended') == 4
        err.toString().contains('make/folder  new: true')
        err.toString().contains('--accept plan=REASON')
        handrail('resume', '--yes', 'changes', '--accept', 'runbook=mended', '--accept', 'plan=agreed on the phone') == 1
        err.toString().contains('it is there')
        !Files.exists(folder.resolve('made'))
    }

    def "the table fits its width"() {
        given:
        book('mkdir', 'A title that is far too long to be shown in one line of a terminal of eighty columns, or so')

        expect:
        handrail('plan', 'small', '--set', 'name=' + 'long ' * 30) == 0
        out.toString().readLines().every { it.length() <= 100 }
    }
}
