package dev.handrail.shell.person

import static dev.handrail.shell.person.Keyboard.Press.Kind.END
import static dev.handrail.shell.person.Keyboard.Press.Kind.INTERRUPT
import static dev.handrail.shell.person.Keyboard.Press.Kind.OTHER

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.run.Answers
import dev.handrail.run.Asked
import dev.handrail.run.Change
import dev.handrail.run.Decision
import dev.handrail.run.Failed
import dev.handrail.run.Judged
import dev.handrail.run.Operator
import dev.handrail.run.Rig
import dev.handrail.runbook.Blocker
import dev.handrail.runbook.Consent
import dev.handrail.runbook.Effect
import dev.handrail.runbook.Hazard
import dev.handrail.problem.Position
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Semantics
import dev.handrail.runbook.Started
import dev.handrail.runbook.Step
import dev.handrail.runbook.TargetRef
import dev.handrail.shell.out.Console
import dev.handrail.shell.out.Telling
import dev.handrail.text.Redactor
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

class TerminalOperatorSpec extends Specification {
    @TempDir
    Path folder

    Typed keyboard = new Typed()
    ByteArrayOutputStream screen = new ByteArrayOutputStream()
    Answers answers = Answers.NONE
    long nanos
    int width = 80
    Telling telling = Telling.USUAL
    Rig rig

    void setup() {
        rig = new Rig(folder)
    }

    private TerminalOperator operator() {
        PrintStream out = new PrintStream(screen, true)
        new TerminalOperator('ana', answers, false, keyboard, new Console(out, out, new Redactor(), false, false, telling, false),
            { width }, { nanos }, null)
    }

    private Asked asked(Map with = [:]) {
        List<Effect> effects = with.effects ?: [rig.sql('insert 1')]
        Step step = with.step ?: rig.step([:], 'a/one', effects, with.risk ?: Risk.CHANGES)
        Plan plan = (with.plan ?: Plan.of(with.risk ?: Risk.CHANGES, effects))
        new Asked(step, with.phase ?: 'forward', 3, 12, plan, with.risk ?: Risk.CHANGES,
            'sandbox: database shop on 127.0.0.1:5433, primary, PostgreSQL 15.19', 'sandbox/shop', with.judged ?: [],
            with.failed ?: [], 'delete 1', with.left, plan.effects()*.show().flatten())
    }

    private Decision decide(Map with = [:]) {
        operator().decide(asked(with))
    }

    private String shown() {
        screen.toString()
    }

    def "one key answers: #key is #kind"() {
        given:
        keyboard.keys(key)

        expect:
        decide().kind() == kind

        where:
        key | kind
        'y' | Decision.Kind.YES
        'a' | Decision.Kind.ALL
        'b' | Decision.Kind.BACK_OUT
        'q' | Decision.Kind.QUIT
    }

    def "#name is no answer, and neither is what is typed meanwhile in capitals"() {
        given:
        press.each { keyboard.press(it) }
        keyboard.keys('Yq')

        expect:
        decide().kind() == Decision.Kind.QUIT

        where:
        name              | press
        'Enter'           | [Keyboard.Press.of(Keyboard.Press.Kind.ENTER)]
        'an arrow key'    | [Keyboard.Press.of(OTHER)]
        'pasted text'     | [Keyboard.Press.pasted('y')]
        'a burst of keys' | [new Keyboard.Press(Keyboard.Press.Kind.CHARACTER, 'y', false)]
    }

    def "what was typed before the question is thrown away"() {
        given:
        keyboard.keys('y')

        when:
        decide()

        then:
        keyboard.drained == 1
    }

    def "the end of input pauses, it never agrees"() {
        given:
        keyboard.press(END)

        expect:
        decide().kind() == Decision.Kind.QUIT
    }

    def "an interrupt asks again; a second one within two seconds offers to pause"() {
        given:
        keyboard.press(INTERRUPT).press(INTERRUPT).keys('y')

        expect:
        decide().kind() == Decision.Kind.QUIT
        shown().contains('Pause the run?')
    }

    def "two interrupts far apart pause nothing"() {
        given:
        keyboard.press(INTERRUPT).press(INTERRUPT).keys('y')
        PrintStream out = new PrintStream(screen, true)
        Operator slow = new TerminalOperator('ana', answers, false, keyboard,
            new Console(out, out, new Redactor(), false, false), { 80 }, { nanos += 3_000_000_000L }, null)

        expect:
        slow.decide(asked()).kind() == Decision.Kind.YES
    }

    def "a pause that is offered can be declined"() {
        given:
        keyboard.press(INTERRUPT).press(INTERRUPT).keys('ny')

        expect:
        decide().kind() == Decision.Kind.YES
    }

    def "a skip and a mark ask for a reason; without one they are no answer"() {
        given:
        keyboard.keys(keys)

        when:
        Decision decision = decide()

        then:
        decision.kind() == kind
        decision.reason() == reason

        where:
        keys                       | kind                  | reason
        'snot on this host\n'      | Decision.Kind.SKIP    | 'not on this host'
        'mdone at noon\n'          | Decision.Kind.BY_HAND | 'done at noon'
        'nload is normal\n'        | Decision.Kind.NOTE    | 'load is normal'
        's\nq'                     | Decision.Kind.QUIT    | ''
        'm  \nq'                   | Decision.Kind.QUIT    | ''
    }

    def "the question shows where, what exactly, at what risk, and how it is taken back"() {
        given:
        keyboard.keys('q')
        Plan plan = new Plan(Risk.CHANGES, [rig.sql('insert 1'), rig.sql('insert 2')],
            [new Hazard('HR201', 'writers wait', 'create it concurrently', Position.NOWHERE)],
            [new Consent('end-blocker', 'ends session 8123')], null, null, null)

        when:
        decide(plan: plan, left: Duration.ofMinutes(29),
            judged: [new Judged('backup is fresh', Judged.Verdict.PASS, '2m', 'younger than 1h', 1.0)])

        then:
        String text = shown()
        text.contains('[ 3/12] a/one')
        text.contains('database shop on 127.0.0.1:5433')
        text.contains('changes data or structure')
        text.contains('29m left')
        text.contains('requires backup is fresh: pass')
        text.contains('insert 1;')
        text.contains('insert 2;')
        text.contains('hazard HR201  writers wait')
        text.contains('needs consent end-blocker')
        text.contains('rollback: delete 1')
        text.readLines().every { it.length() <= 80 }
    }

    def "what would become of work that is cut off is explained when it is asked for"() {
        given:
        keyboard.keys('eq')

        when:
        decide(plan: new Plan(Risk.CHANGES, [rig.sql('insert 1')], [], [], null, null, null))

        then:
        shown().count('if cut off: exactly once, proven by a marker row in its transaction') == 1
    }

    def "on a narrow screen less of long effects is shown at first, so that the target stays in sight"() {
        given:
        width = 40
        keyboard.keys('eq')
        List<Effect> many = (1..10).collect { rig.sql("insert into t values ($it, '${'x' * 80}')".toString()) }

        when:
        decide(effects: many)

        then:
        shown().count('... 5 more lines') == 1
    }

    def "long effects are folded until e opens all of them"() {
        given:
        keyboard.keys('eq')
        List<Effect> many = (1..40).collect { rig.sql("insert $it".toString()) }

        when:
        decide(effects: many)

        then:
        shown().contains('26 more lines')
        shown().count('insert 40;') == 1
    }

    def "what destroys wants the target's name in full"() {
        given:
        keyboard.keys(keys)

        expect:
        decide(risk: Risk.DESTROYS).kind() == kind

        where:
        keys                           | kind
        'ysandbox/shop\n'              | Decision.Kind.YES
        'yshop\nq'                     | Decision.Kind.QUIT
        'y\nq'                         | Decision.Kind.QUIT
        'ysandbox/shoq\nysandbox/shop\n' | Decision.Kind.YES
        'aq'                           | Decision.Kind.QUIT
    }

    def "the name is typed, not pasted"() {
        given:
        keyboard.keys('y').press(Keyboard.Press.pasted('sandbox/shop')).keys('\nq')

        expect:
        decide(risk: Risk.DESTROYS).kind() == Decision.Kind.QUIT
        shown().contains('Pasted text does not count here: it has to be typed.')
    }

    def "a requirement that does not hold takes yes away; going on needs a typed reason"() {
        given:
        keyboard.keys('yaoknown, ticket 7\n')

        when:
        Decision decision = decide(failed: ['backup is fresh'],
            judged: [new Judged('backup is fresh', Judged.Verdict.FAIL, '2d', 'younger than 1h', 1.0)])

        then:
        decision.kind() == Decision.Kind.OVERRIDE
        decision.reason() == 'known, ticket 7'
        shown().contains('does NOT hold')
    }

    def "a person's task takes its answer and its evidence"() {
        given:
        keyboard.keys(keys)

        when:
        Decision decision = decide(effects: [Rig.question('Any issue?', answer, evidence)])

        then:
        decision.kind() == Decision.Kind.ANSWER
        decision.reason() == said
        decision.evidence() == seen

        where:
        answer | evidence      | keys                 || said   | seen
        null   | null          | 'y'                  || 'done' | ''
        'no'   | null          | 'yno\n'              || 'no'   | ''
        'no'   | 'A link'      | 'yyes\nhttp://t/1\n' || 'yes'  | 'http://t/1'
        'no'   | null          | 'y\nyno\n'           || 'no'   | ''
        'no'   | 'A link'      | 'yno\n\nyno\nx\n'    || 'no'   | 'x'
    }

    def "going back has no back out and no yes to all"() {
        given:
        keyboard.keys('abq')

        expect:
        decide(phase: 'rollback').kind() == Decision.Kind.QUIT
        shown().contains('take back a/one')
    }

    def "what options answer is not asked"() {
        given:
        answers = given

        expect:
        decide().kind() == kind
        shown().empty

        where:
        given                                                                                          | kind
        new Answers(Risk.CHANGES, [:], [:], [:], [:], [:], [:], [:], [:], [:], null, Risk.READS, null, null)      | Decision.Kind.YES
        new Answers(null, [:], [:], [:], ['a/one': 'no'], [:], [:], [:], [:], [:], null, Risk.READS, null, null)  | Decision.Kind.SKIP
        new Answers(null, [:], [:], [:], [:], [:], [:], [:], [:], [:], null, Risk.DESTROYS, null, null)           | Decision.Kind.YES
    }

    def "--ask changes still asks a person's task, and what a requirement stops"() {
        given:
        answers = new Answers(null, [:], [:], [:], [:], [:], [:], [:], [:], [:], null, Risk.DESTROYS, null, null)
        keyboard.keys('q')

        expect:
        decide(with).kind() == Decision.Kind.QUIT

        where:
        with << [[effects: [Rig.question('Look')]], [failed: ['x']], [risk: Risk.DESTROYS]]
    }

    private Failed failed(Map with = [:]) {
        Step step = rig.step('a/one', [rig.sql('insert 1')], remedies: with.remedies ?: [])
        new Failed(step, 'forward', 1, new Problem(ExitCode.FAILED, 'it broke', 'a/one', 'SQLSTATE 23505', 'mend it'),
            'nothing of this step is in place', false, ['On call: pagerduty'], with.back != false, with.blockers ?: [])
    }

    def "sessions in the way are named, and their end is offered where one of them may be ended"() {
        given:
        keyboard.keys('tq')

        when:
        def choice = operator().failed(failed(blockers: [new Blocker(7, 's', 'pid 7 (report)', kept)]))

        then:
        choice.kind() == kind
        shown().contains('in the way: pid 7 (report)' + (kept ? '; not ended: it is the server\'s own' : ''))
        shown().contains('[t]erminate') == kept.empty

        where:
        kept                        || kind
        ''                          || Operator.Choice.Kind.END_BLOCKERS
        "it is the server's own"    || Operator.Choice.Kind.QUIT
    }

    def "after a failure #key is #kind"() {
        given:
        keyboard.keys(key)

        expect:
        operator().failed(failed()).kind() == kind
        shown().contains('it broke')
        shown().contains('SQLSTATE 23505')
        shown().contains('pagerduty')
        shown().contains('nothing of this step is in place')

        where:
        key           | kind
        'r'           | Operator.Choice.Kind.RETRY
        'sno need\n'  | Operator.Choice.Kind.SKIP
        'mby hand\n'  | Operator.Choice.Kind.BY_HAND
        'b'           | Operator.Choice.Kind.BACK_OUT
        'q'           | Operator.Choice.Kind.QUIT
        'fq'          | Operator.Choice.Kind.QUIT
        'eq'          | Operator.Choice.Kind.QUIT
        's\nr'        | Operator.Choice.Kind.RETRY
    }

    def "after a failure lines are typed to look at the targets; none of them is an answer"() {
        given:
        List<String> lines = []
        PrintStream out = new PrintStream(screen, true)
        keyboard.keys('lselect 1\nredis info\n\nq')

        expect:
        new TerminalOperator('ana', answers, false, keyboard, new Console(out, out, new Redactor(), false, false), { 80 },
            { nanos }, { lines << it }).failed(failed()).kind() == Operator.Choice.Kind.QUIT
        lines == ['select 1', 'redis info']
    }

    def "what was shown with a question is told, and so is a problem that only says more of it"() {
        given:
        keyboard.keys('q')
        def operator = operator()
        Failed failed = failed()
        Problem other = new Problem(ExitCode.FAILED, 'it broke', '', '', 'mend it')

        expect:
        !operator.told(other)

        when:
        operator.failed(failed)

        then:
        operator.told(failed.problem())
        operator.told(new Problem(ExitCode.FAILED, 'it broke', '', '', 'mend it, hint: look', failed.problem()))
        !operator.told(other)
    }

    def "#word leaves the look as it leaves a shell"() {
        given:
        List<String> lines = []
        PrintStream out = new PrintStream(screen, true)
        keyboard.keys("lselect 1\n$word\nq")

        expect:
        new TerminalOperator('ana', answers, false, keyboard, new Console(out, out, new Redactor(), false, false), { 80 },
            { nanos }, { lines << it }).failed(failed()).kind() == Operator.Choice.Kind.QUIT
        lines == ['select 1']

        where:
        word << ['\\q', 'exit', 'quit']
    }

    def "one of several remedies is chosen by its number"() {
        given:
        keyboard.keys('f9\nf2\n')
        List<Step.Remedy> remedies = ['one', 'two'].collect { new Step.Remedy(it, Rig.action(Risk.CHANGES, [])) }

        when:
        Operator.Choice choice = operator().failed(failed(remedies: remedies))

        then:
        choice.kind() == Operator.Choice.Kind.FIX
        choice.remedy() == 1
    }

    def "what follows a failure can be given ahead"() {
        given:
        answers = new Answers(null, [:], [:], [:], [:], [:], [:], [:], [:], [:], onFailure, Risk.READS, null, null)

        expect:
        operator().failed(failed()).kind() == kind

        where:
        onFailure                   | kind
        Answers.OnFailure.STOP      | Operator.Choice.Kind.QUIT
        Answers.OnFailure.ROLLBACK  | Operator.Choice.Kind.BACK_OUT
    }

    def "an unknown outcome is decided by a person who says how they know"() {
        given:
        keyboard.keys(keys)
        Started started = new Started('r1', 'a/one', 'forward', 'k1', 'process', TargetRef.HOST, Semantics.ONCE, 1,
            [pid: '4711'])

        when:
        Operator.Verdict verdict = operator().unknown(rig.step('a/one', null), started, 'no exit was recorded')

        then:
        verdict.kind() == kind
        verdict.reason() == reason
        shown().contains('no exit was recorded')

        where:
        keys               | kind                           | reason
        'dlooked\n'        | Operator.Verdict.Kind.DONE     | 'looked'
        'nlooked\n'        | Operator.Verdict.Kind.NOT_DONE | 'looked'
        'ld\nq'            | Operator.Verdict.Kind.QUIT     | ''
        ''                 | Operator.Verdict.Kind.QUIT     | ''
    }

    def "a consent is asked by its name, and the end of input gives none"() {
        given:
        keyboard.keys(keys)

        expect:
        operator().consents(rig.step('a/one', null), new Consent('end-blocker', 'ends session 8123')) == given
        shown().contains('end-blocker')

        where:
        keys | given
        'y'  | true
        'n'  | false
        ''   | false
    }

    def "differences are shown, and agreed to by a key"() {
        given:
        keyboard.keys('yagreed with the team\n')

        expect:
        operator().accepts(new Change(Change.Kind.RUNBOOK, ['file x.sql was changed'])).get() == 'agreed with the team'
        shown().contains('file x.sql was changed')
    }

    def "what is left of the window is counted on behind a question, and goes with its answer"() {
        given:
        keyboard.keys('?y')
        keyboard.pauses << { Runnable waits -> waits.run(); nanos += 61_000_000_000L; 2.times { waits.run() } }

        when:
        decide(left: Duration.ofMinutes(18).plusMillis(900))

        then:
        shown().contains('[?] \0337  18m left\033[J\0338\0337  16m59s left\033[J\0338\033[J?\n')
        shown().endsWith('[?] y\n')
    }

    def "the window is not drawn behind a question #where"() {
        given:
        keyboard.keys('y')
        keyboard.pauses << { Runnable waits -> width = later; waits.run() }
        telling = new Telling(accessible, false, false, null)

        when:
        decide(left: left)

        then:
        !shown().contains('\0337')

        where:
        where                        | left                   | accessible | later
        'where none is open'         | null                   | false      | 80
        'that is read out'           | Duration.ofMinutes(18) | true       | 80
        'of another width than then' | Duration.ofMinutes(18) | false      | 60
    }

    def "what a target says can't move the cursor"() {
        given:
        keyboard.keys('q')

        when:
        decide(effects: [rig.sql("insert 'a\033[2Jb'")])

        then:
        shown().contains("a\\x1b[2Jb")
        !shown().contains('\033')
    }
}
