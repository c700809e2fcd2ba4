package dev.handrail.shell

import dev.handrail.json.Json
import dev.handrail.problem.ExitCode
import dev.handrail.shell.session.Seat
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Commands without a person, from their words to their exit code; nothing here needs a server. */
class HeadlessSpec extends Specification {
    @TempDir
    Path folder

    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    void setup() {
        book('small', """
            section('make', 'Make') {
              step('folder') {
                command 'mkdir', '$folder/made'
                check('it is there') { command 'test', '-d', '$folder/made'; expect exit(0) }
                rollback { command 'rmdir', '$folder/made' }
              }
              step('person') { manual 'Is it there?'; answer 'yes'; rollback { command 'true' } }
            }
            section('after', 'After') {
              step('look') { check('it is there') { command 'test', '-d', '$folder/made'; expect exit(0) } }
            }
            """)
    }

    private void book(String name, String body) {
        Path file = folder.resolve("runbooks/${name}.groovy")
        Files.createDirectories(file.parent)
        Files.writeString(file, "runbook('$name', 'A book') {\n${body.stripIndent()}\n}\n")
    }

    private int handrail(String... words) {
        out.reset()
        err.reset()
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true), [HOME: folder.toString()], folder,
            { Optional.empty() }, { 80 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve('home').toString()] + (words as List)) as String[]).status()
    }

    private List<Map> records() {
        out.toString().readLines().collect { Json.read(it) as Map }
    }

    private static final String[] ALL = ['--yes', 'changes', '--answer', 'make/person=yes']

    private String run(String... more) {
        handrail(['run', 'small', *ALL, *more] as String[])
        folder.resolve('home/runs').toFile().list().sort().last()
    }

    def "env says of a service that does not answer that it is missing"() {
        given:
        ServerSocket there = new ServerSocket(0)
        int port = there.localPort
        there.close()

        expect:
        handrail('env', '--service', "api=http://127.0.0.1:$port", '--metrics', "default=http://127.0.0.1:$port") == 7
        out.toString().readLines().count { it.startsWith('MISSING ') } == 2
    }

    def "a run that has every answer is done, and says where its report is"() {
        expect:
        handrail('run', 'small', *ALL) == 0
        out.toString().startsWith('DONE')
        out.toString().contains('3 done')
        Path report = Path.of(out.toString().readLines().find { it.startsWith('Report') }.substring(8))
        Files.readString(report).contains('make/folder')
        Files.exists(report.resolveSibling('report.json'))
    }

    def "a missing answer opens no run and touches nothing"() {
        expect:
        handrail('run', 'small', *given) == 4
        err.toString().contains(option)
        !Files.exists(folder.resolve('home/runs'))
        !Files.exists(folder.resolve('made'))

        where:
        given                                            | option
        []                                               | 'add --yes changes --answer make/person=yes'
        ['--yes', 'reads', '--answer', 'make/person=yes']| 'make/folder  needs --yes changes'
        ['--yes', 'changes']                             | '--answer make/person=yes'
    }

    def "with --json standard output is records only, and the last one ends the run"() {
        when:
        int exit = handrail('--json', 'run', 'small', *ALL)

        then:
        exit == 0
        records().first().type == 'run.started'
        records().last().type == 'run.finished'
        records().last().exit == 0
        records().every { it.v == 1 && it.run }
    }

    def "a problem is a record too"() {
        expect:
        handrail('--json', 'run', 'small') == 4
        records()*.type == ['problem']
        records()[0].exit == 4
        records()[0].do == 'add --yes changes --answer make/person=yes'
    }

    def "a mistake in a runbook is told with its place, as text and as records, and nothing is done"() {
        given:
        book('wrong', "section('a') { step('b') { comand 'true' } }")

        expect:
        handrail('run', 'wrong', '--yes', 'changes') == 2
        err.toString().contains('wrong.groovy:2:')
        err.toString().contains('did you mean: command')

        and:
        handrail('--json', 'run', 'wrong') == 2
        records()*.type == ['mistake', 'problem']
        records()[0].line == 2

        and:
        handrail('check', 'wrong') == 2
        handrail('check', 'small') == 0
    }

    def "an answer that is not the expected one fails the step, and resume goes on from there"() {
        when:
        int exit = handrail('run', 'small', '--yes', 'changes', '--answer', 'make/person=no')

        then:
        exit == 1
        err.toString().contains("the answer is 'no'")
        out.toString().contains('handrail resume')

        and:
        handrail('resume', '--yes', 'changes') == 4
        handrail('resume', '--yes', 'changes', '--answer', 'make/person=yes') == 0
        handrail('runs') == 0
        out.toString().contains('done')
    }

    def "a next command binds what options bound, and is no place for a password"() {
        when:
        String run = run('--until', 'after', '--service', 'api=http://ana:hush-a-bye@localhost:9', '--metrics', 'default=http://localhost:9')
        String told = out.toString() + err

        then:
        told.contains("handrail resume $run --service api=env:API_SERVICE --metrics default=http://localhost:9")
        handrail('status', run) == 0
        out.toString().contains("handrail resume $run --service api=env:API_SERVICE --metrics")
        !(told + out + Files.readString(folder.resolve("home/runs/$run/journal.jsonl"))).contains('hush-a-bye')

        and:
        handrail('resume', run) == 2
        err.toString().contains("handrail resume $run --service api=env:API_SERVICE")
        handrail('resume', run, '--service', 'api=env:API_SERVICE', '--metrics', 'default=http://localhost:9', '--yes', 'reads') == 0
    }

    def "stopping before a step is done well, and resume goes to the end"() {
        expect:
        handrail('run', 'small', *ALL, '--until', 'after') == 0
        handrail('status') == 0
        out.toString().contains('stopped before after')
        handrail('resume', '--yes', 'reads') == 0
        handrail('status') == 2
    }

    def "rollback takes back what was done, newest first"() {
        given:
        String id = run()

        expect:
        handrail('rollback', id) == 4
        handrail('rollback', id, '--yes', 'changes') == 0
        !Files.exists(folder.resolve('made'))
        handrail('resume', id) == 0
        err.toString().contains('Nothing is left to do')
    }

    def "a failure can take everything back: exit 9"() {
        given:
        book('falls', """
            section('a') {
              step('one') { command 'mkdir', '$folder/made'; rollback { command 'rmdir', '$folder/made' } }
              step('two') { command 'false'; rollback { command 'true' } }
            }
            """)

        expect:
        handrail('run', 'falls', '--yes', 'changes', '--on-failure', 'rollback') == 9
        !Files.exists(folder.resolve('made'))
    }

    def "a rollback that fails is exit 10 and says both"() {
        given:
        book('stuck', """
            section('a') {
              step('one') { command 'true'; rollback { command 'false' } }
              step('two') { command 'sh', '-c', 'exit 7'; rollback { command 'true' } }
            }
            """)

        expect:
        handrail('run', 'stuck', '--yes', 'changes', '--on-failure', 'rollback') == 10
        err.toString().contains('going back failed')
        err.toString().contains('it went back because')
    }

    def "a missing program is found before the first step: exit 7"() {
        given:
        book('tools', "section('a') { step('one') { command 'no-such-program-here'; rollback { command 'true' } } }")

        expect:
        handrail('run', 'tools', '--yes', 'changes') == 7
        err.toString().contains('no-such-program-here')
        !Files.exists(folder.resolve('home/runs'))
    }

    def "a second run on a half-done target is refused: exit 4, naming the first"() {
        given:
        handrail('run', 'small', '--yes', 'changes', '--answer', 'make/person=no')
        String first = folder.resolve('home/runs').toFile().list()[0]

        expect:
        handrail('run', 'small', *ALL) == 4
        err.toString().contains(first)

        and: 'until it is closed'
        handrail('abandon', first, '--reason', 'a test') == 0
        handrail('runs') == 0
        out.toString().contains('abandoned')
        Files.delete(folder.resolve('made'))
        handrail('run', 'small', *ALL) == 0
    }

    def "the same key resumes instead of starting again, and a finished one is told again"() {
        expect:
        handrail('run', 'small', '--id', 'nightly-7', '--yes', 'changes', '--answer', 'make/person=no') == 1
        handrail('run', 'small', '--id', 'nightly-7', *ALL) == 0
        handrail('run', 'small', '--id', 'nightly-7', *ALL) == 0
        err.toString().contains('Nothing is left to do in run nightly-7')
        folder.resolve('home/runs').toFile().list() == ['nightly-7'] as String[]
    }

    def "a key that is no name for a folder is refused"() {
        expect:
        handrail('run', 'small', '--id', '../x', *ALL) == 2
    }

    def "an answer for a step that is not there would never be used: exit 2 with the near name"() {
        expect:
        handrail('run', 'small', *ALL, '--skip', 'make/foldr=no') == 2
        err.toString().contains("did you mean 'make/folder'?")
    }

    def "steps are left out by option, with the reason on record"() {
        expect:
        handrail('run', 'small', '--yes', 'changes', '--skip', 'make=elsewhere', '--skip', 'after=too') == 0
        out.toString().contains('3 skipped')
    }

    def "a run whose file was changed is not gone on with by itself"() {
        given:
        handrail('run', 'small', '--yes', 'changes', '--answer', 'make/person=no')
        Path file = folder.resolve('runbooks/small.groovy')
        Files.writeString(file, Files.readString(file) + '// other\n')

        expect:
        handrail('resume', *ALL) == 4
        err.toString().contains('small.groovy was changed')
    }

    def "a run keeps its inputs and its environment"() {
        given:
        handrail('run', 'small', '--yes', 'changes', '--answer', 'make/person=no')

        expect:
        handrail('resume', '--set', 'a=b') == 2
        handrail('resume', '--env', 'prod') == 2
    }

    def "notes go into the open run's journal"() {
        given:
        handrail('run', 'small', '--yes', 'changes', '--answer', 'make/person=no')

        expect:
        handrail('note', 'load is normal') == 0
        handrail('report') == 0
        out.toString().contains('load is normal')
    }

    def "the journal's mirror holds every record; one that is not there is told once, at the end, and in the report"() {
        given:
        Path mirror = folder.resolve('mirror')
        Files.writeString(folder.resolve('handrail.yml'), "journal: { mirror: $mirror }")

        when:
        String id = run()

        then:
        err.toString().readLines().count { it.startsWith("warning: the journal's mirror $mirror/$id/journal.jsonl does not keep up: ") } == 1
        err.toString().readLines().count { it.startsWith("warning: The journal's mirror") && it.contains('lacks the end of it') } == 1
        handrail('report', id) == 0
        out.toString().contains("the journal's mirror")

        when:
        Files.createDirectory(mirror)
        Files.delete(folder.resolve('made'))
        handrail('run', 'small', '--id', 'k2', *ALL)

        then:
        Files.mismatch(folder.resolve('home/runs/k2/journal.jsonl'), mirror.resolve('k2/journal.jsonl')) == -1
        !err.toString().contains('mirror')
    }

    def "with onFailure: stop nothing is done without the mirror: exit 8"() {
        given:
        Files.writeString(folder.resolve('handrail.yml'), "journal: { mirror: $folder/mirror, onFailure: stop }")

        expect:
        handrail('run', 'small', *ALL) == 8
        err.toString().contains("the journal's mirror does not keep what is written")
        !Files.exists(folder.resolve('made'))
    }

    def "a journal that was altered is told: exit 8"() {
        given:
        String id = run()
        Path journal = folder.resolve("home/runs/$id/journal.jsonl")

        expect:
        handrail('verify', id) == 0

        when:
        Files.writeString(journal, Files.readString(journal).replace('make/folder', 'make/fodler'))

        then:
        handrail('verify', id) == 8
    }


    def "a home that can't be used is told before anything: exit 8, naming --home"() {
        given:
        Files.writeString(folder.resolve('home'), 'a file where the folder should be')

        expect:
        handrail('run', 'small', *ALL) == 8
        err.toString().contains('--home')
        !Files.exists(folder.resolve('made'))
    }

    def "plan does nothing, names what a run needs, and tells by its exit code whether there is work"() {
        expect:
        handrail('plan', 'small') == 0
        out.toString().contains('--yes changes --answer make/person=yes')
        out.toString().contains('if cut off: once, proven by its exit status')
        out.toString().contains('if cut off: once, your answer is the record of it')
        !Files.exists(folder.resolve('made'))
        !Files.exists(folder.resolve('home/runs'))
        handrail('plan', 'small', '--detailed-exitcode') == 11

        and:
        handrail('plan', 'small', '--json') == 0
        records().last().type == 'plan.finished'
        records().last().needs*.option == ['--yes changes', '--answer make/person=yes', '--yes reads']
        records().last().changes == 2
        records()[0].effects*.semantics == ['once']
        records()[0].effects*.promise.every { it.startsWith('once, proven by its exit status') }
    }

    def "explain tells one step in order, and names the near one where there is none"() {
        expect:
        handrail('explain', 'small', 'make/folder') == 0
        out.toString().contains("mkdir $folder/made")
        out.toString().contains("way back        command 'rmdir'")
        !Files.exists(folder.resolve('made'))
        handrail('explain', 'folder') == 0
        handrail('explain', 'small', 'make/foldr') == 2
        err.toString().contains("did you mean 'make/folder'?")

        and:
        handrail('explain', 'small', 'make/person', '--json') == 0
        records()[0].type == 'step.explained'
        records()[0].asks.any { it.contains('--answer make/person=yes') }
    }

    def "help tells a command, a word with its options, a mistake and a checklist's open point, without a network"() {
        expect:
        handrail('help', topic) == 0
        told.every { out.toString().contains(it) }

        where:
        topic    | told
        'hr020'  | ['There is no such word here.', 'why: ', "wrong: bakcup { to 'backups' }", "right: backup { to 'backups' }"]
        'HZ106'  | ['FLUSHDB and FLUSHALL', 'handrail:accept HZ106']
        'HI003'  | ['the file is not there']
        'backup' | ['dumps a database and proves the dump', 'verify', 'docs/steps/backup.md']
        'jobs'   | ['jobs 4', 'in: backup']
        'atLeast'| ['a value in: ', 'check']
        'check'  | ['--watch', 'judged after the effects']
        'step'   | ['In step { … }', 'announce', 'timeout']
    }

    def "help for what is none says the near one"() {
        expect:
        handrail('help', 'bakcup') == 2
        err.toString().contains("did you mean 'backup'?")
    }

    def "show is a document, check and list tell of what is there"() {
        expect:
        handrail('show', 'small') == 0
        out.toString().contains('### make/folder')
        out.toString().contains("mkdir $folder/made")
        handrail('show', 'small', '--format', 'json') == 0
        (Json.read(out.toString()) as Map).name == 'small'
        handrail('list', 'runbooks') == 0
        out.toString().contains('A book')
        handrail('check', 'runbooks') == 0

        and: 'of the files that a shell names, specifications are left out'
        Files.writeString(folder.resolve('runbooks/small.spec.groovy'), 'class SmallSpec {}')
        handrail('check', 'runbooks/small.groovy', 'runbooks/small.spec.groovy') == 0
    }

    def "an outcome given ahead speaks of what an earlier session left, never of what happens later"() {
        given:
        book('late', '''
            section('a') {
              step('slow') { command 'sleep', '60'; timeout '1s'; irreversible 'the mail is out' }
            }
            ''')
        String[] ahead = ['--confirm', 'a/slow=sandbox/sandbox', '--outcome', 'a/slow=not-done:nobody saw it yet']

        expect:
        handrail('run', 'late', *ahead) == 6

        and: 'without it the step may be done again, and that is to be confirmed'
        handrail('resume') == 4

        and: 'said of what is on record now, it counts, and nothing of the step is left to confirm'
        handrail('resume', '--outcome', 'a/slow=done:it had slept enough') == 0
    }

    def "piped input answers nothing"() {
        given:
        InputStream before = System.in
        System.in = new ByteArrayInputStream('y\ny\nyes\ny\n'.bytes)

        expect:
        handrail('run', 'small') == 4

        cleanup:
        System.in = before
    }

    def "what we did not expect is one sentence, and --debug shows where"() {
        given:
        Seat broken = new Seat(new PrintStream(out, true), new PrintStream(err, true), [HOME: folder.toString()], null,
            { Optional.empty() }, { 80 }, false, false, false)

        expect:
        Front.run(broken, 'list') == ExitCode.FAILED
        err.toString().readLines().size() == 2
        err.toString().contains('--debug shows where')

        when:
        err.reset()
        Front.run(broken, 'list', '--debug')

        then:
        err.toString().contains('at dev.handrail')
    }

    def "programs for the sandbox are found in the folder of the runbook's own name, and beside it"() {
        given:
        book('tooled', "section('a') { step('b') { command 'its-own-tool', '$folder/told'; rollback { command 'true' } } }")
        Path tool = folder.resolve(place)
        Files.createDirectories(tool.parent)
        Files.writeString(tool, '#!/bin/sh\ntouch "$1"\n')
        tool.toFile().setExecutable(true)

        expect:
        handrail('run', 'tooled', '--yes', 'changes') == 0
        Files.exists(folder.resolve('told'))

        where:
        place << ['runbooks/tooled/sandbox/bin/its-own-tool', 'runbooks/sandbox/bin/its-own-tool']
    }

    def "a reset of the sandbox warns of runs that are open in it"() {
        given:
        handrail('run', 'small', '--yes', 'changes', '--answer', 'make/person=no')
        String run = folder.resolve('home/runs').toFile().list()[0]

        when:
        handrail('sandbox', 'reset')

        then:
        err.toString().contains("run $run of small is open in the sandbox")
        err.toString().contains("handrail abandon $run --reason")
    }
}
