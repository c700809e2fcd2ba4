package dev.handrail.shell.command

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.run.Answers
import dev.handrail.run.Selection
import dev.handrail.runbook.Risk
import dev.handrail.shell.help.Help
import dev.handrail.shell.out.Colour
import java.time.Duration
import spock.lang.Specification

class CommandLineSpec extends Specification {
    private static Parsed parse(String... words) {
        Parsed.of(words as List)
    }

    private static Command command(String... words) {
        parse(words).command().get()
    }

    private static Problem mistake(String... words) {
        try {
            Command command = command(words)
            command.hasProperty('answers') ? command.answers.answers() : parse(words).options()
        } catch (Problem problem) {
            return problem
        }
        null
    }

    def "every command that help names can be typed, and help names every command"() {
        expect:
        Help.names() == Commands.names()
        Help.COMMANDS.every { it.example().startsWith(it.inside() ? it.name() : "handrail $it.name") && !it.does().empty }
    }

    def "a command is explained without what it needs: #name"() {
        expect:
        (command(name, '--help') as HelpCommand).command == name

        where:
        name << Commands.names()
    }

    def "a line without a command means the REPL"() {
        expect:
        parse('--env', 'prod').command().empty
        parse('--env', 'prod').options().environment() == 'prod'
    }

    def "the options of every command stand before its word or behind it"() {
        when:
        def options = parse(words as String[]).options()

        then:
        options.environment() == 'prod'
        options.json()
        options.inputs() == [months: '6', name: 'a=b']
        options.noInput()
        options.debug()
        options.colour() == Colour.NEVER
        options.home().toString() == '/h'

        where:
        words << [
            ['--env', 'prod', '--json', '--set', 'months=6', '--set', 'name=a=b', '--no-input', '--debug', '--color',
             'never', '--home', '/h', 'runs'],
            ['runs', '--env=prod', '--json', '--set=months=6', '--set', 'name=a=b', '--no-input', '--debug',
             '--color=never', '--home=/h'],
        ]
    }

    def "targets are bound by options"() {
        when:
        def bound = parse('plan', 'x', '--database', 'main=service=mono', '--cache', 'c=redis://h:1/2', '--service',
            'api=http://h', '--metrics', 'default=http://p:9090').options().bindings()

        then:
        bound.databases().main.connect() == 'service=mono'
        bound.caches().c.url() == 'redis://h:1/2'
        bound.services().api.url() == 'http://h'
        bound.metrics()['default'].url() == 'http://p:9090'
    }

    def "run takes every answer ahead"() {
        when:
        RunCommand run = command('run', 'book', '--yes', 'changes', '--confirm', 'a/b=prod/x', '--answer', 'a/c=no',
            '--evidence', 'a/c=see ticket', '--skip', 'a/d=not here', '--override', 'a/e=known', '--by-hand',
            'a/f=done at noon', '--outcome', 'a/g=not-done:looked', '--consent', 'a/h=end-blocker', '--consent',
            'a/h=drop-index', '--on-failure', 'rollback', '--ask', 'destroys', '--deadline', '2h') as RunCommand
        Answers answers = run.answers.answers()

        then:
        run.runbook == 'book'
        answers.yes() == Risk.CHANGES
        answers.confirms() == ['a/b': 'prod/x']
        answers.answers() == ['a/c': 'no']
        answers.evidence() == ['a/c': 'see ticket']
        answers.skips() == ['a/d': 'not here']
        answers.overrides() == ['a/e': 'known']
        answers.byHand() == ['a/f': 'done at noon']
        answers.outcomes() == ['a/g': 'not-done:looked']
        answers.consents() == ['a/h': ['end-blocker', 'drop-index']]
        answers.onFailure() == Answers.OnFailure.ROLLBACK
        answers.ask() == Risk.DESTROYS
        answers.deadline() == Duration.ofHours(2)
    }

    def "without options nothing is answered and everything is asked"() {
        expect:
        (command('run', 'book') as RunCommand).answers.answers() == Answers.NONE
    }

    def "run takes a part of the steps, a key, labels and patience"() {
        when:
        RunCommand run = command('run', 'book', '--from', 'a', '--until', 'c/d', '--only', 'b', '--id', 'nightly-1',
            '--label', 'ticket=CHG1', '--wait-lock', '10m') as RunCommand

        then:
        run.answers.selection() == new Selection('a', 'c/d', 'b')
        run.answers.waitLock() == Duration.ofMinutes(10)
        run.id == 'nightly-1'
        run.labels == ['ticket=CHG1']
    }

    def "rollback goes down to a step or by a recovery"() {
        when:
        RollbackCommand back = command('rollback', '1121-7f3k', '--to', 'schema/totals', '--yes', 'changes')

        then:
        back.meant.run == '1121-7f3k'
        back.to == 'schema/totals'
        back.answers.answers().yes() == Risk.CHANGES
        (command('rollback', '--by', 'from-backup') as RollbackCommand).by == 'from-backup'
    }

    def "a value that looks like an option is not swallowed: #words"() {
        expect:
        mistake(words as String[]).exitCode() == ExitCode.WRONG

        where:
        words << [['run', 'x', '--skip', '--yes', 'changes'], ['run', '--env', '--json', 'x']]
    }

    def "#words is told as: #what"() {
        when:
        Problem problem = mistake(words as String[])

        then:
        problem.exitCode() == ExitCode.WRONG
        problem.what() == what
        problem.remedy().contains(remedy)

        where:
        words                                        | what                                            | remedy
        ['rum', 'x']                                 | "there is no command 'rum'"                     | "did you mean 'run'?"
        ['run', 'x', '--yse', 'changes']             | 'there is no option --yse'                      | 'did you mean --yes?'
        ['run', 'x', '--onfailure=stop']             | 'there is no option --onfailure=stop'           | '--on-failure'
        ['show']                                     | 'show needs RUNBOOK'                            | 'handrail show RUNBOOK'
        ['run', 'x', 'y']                            | "'y' is one word too many"                      | 'handrail help run'
        ['note', 'two', 'words']                     | "'words' is one word too many"                  | 'handrail help note'
        ['run', 'x', '--yes']                        | '--yes needs a value'                           | '--yes RISK'
        ['run', 'x', '--yes', 'maybe']               | "--yes can't be 'maybe'"                        | 'changes, reads'
        ['run', 'x', '--yes', 'destroys']            | "--yes can't be 'destroys'"                     | 'changes, reads'
        ['run', 'x', '--yes', 'reads', '--yes=reads']| '--yes is given twice'                          | 'once'
        ['run', 'x', '--skip', 'a/b']                | "'--skip a/b' is not complete"                  | '--skip STEP=REASON'
        ['run', 'x', '--skip', 'a/b=']               | "'--skip a/b=' is not complete"                 | '--skip STEP=REASON'
        ['run', 'x', '--skip', 'a=1', '--skip=a=2']  | '--skip is given twice for a'                   | 'once'
        ['run', 'x', '--outcome', 'a=perhaps']       | "'perhaps' is not an outcome"                   | 'not-done:REASON'
        ['run', 'x', '--outcome', 'a=done:']         | "'done:' is not an outcome"                     | 'done:REASON'
        ['run', 'x', '--deadline', 'soon']           | "'soon' is not a duration"                      | '10m'
        ['run', 'x', '--ask', 'never']               | "--ask can't be 'never'"                        | 'every'
        ['abandon', 'x']                             | '--reason needs a value'                        | '--reason TEXT'
        ['runs', '--color', 'red']                   | "--color can't be 'red'"                        | 'auto'
        ['runs', '--set', 'x']                       | "'--set x' is not complete"                     | '--set INPUT=VALUE'
        ['runs', '--database', 'main']               | '--database needs a name and a place'           | '--database NAME='
    }

    def "a file that begins with @ is a runbook's name, not a file of arguments"() {
        expect:
        (command('run', '@x') as RunCommand).runbook == '@x'
    }

    def "a runbook may be called like a command"() {
        expect:
        (command('run', 'list') as RunCommand).runbook == 'list'
        (command('show', 'status') as ShowCommand).runbook == 'status'
    }

    def "the help of a command is asked for with help or with --help"() {
        expect:
        (command(words as String[]) as HelpCommand).command == name

        where:
        words                | name
        ['help', 'run']      | 'run'
        ['run', 'x', '--help'] | 'run'
        ['--json', 'help']   | null
    }
}
