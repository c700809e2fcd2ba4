package dev.handrail.run

import dev.handrail.journal.Entry
import dev.handrail.journal.Journal
import dev.handrail.journal.JournalReader
import dev.handrail.journal.Event
import dev.handrail.journal.StepState
import dev.handrail.problem.Position
import dev.handrail.runbook.Action
import dev.handrail.runbook.Ask
import dev.handrail.runbook.Check
import dev.handrail.runbook.Done
import dev.handrail.runbook.Effect
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Expectation
import dev.handrail.runbook.Hazard
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Process
import dev.handrail.runbook.Question
import dev.handrail.runbook.Reading
import dev.handrail.runbook.Recovery
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Runbook
import dev.handrail.runbook.Section
import dev.handrail.runbook.Sql
import dev.handrail.runbook.Step
import dev.handrail.runbook.TargetRef
import dev.handrail.runbook.Targets
import dev.handrail.runbook.WayBack
import dev.handrail.text.Redactor
import dev.handrail.text.Statement
import dev.handrail.text.Text
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneId
import java.time.ZoneOffset

/** Builds runbooks of plain data and drives the engine over them, with time moved by hand. */
class Rig {
    final World world = new World()
    final Scripted operator = new Scripted()
    final HandClock clock = new HandClock()
    final Path folder
    final List<Step> steps = []
    final List<Recovery> recoveries = []
    /** How much later a section is due, by its id. */
    final Map<String, Duration> later = [:]
    boolean early
    Answers answers = Answers.NONE
    Interrupts interrupts = new Interrupts()
    Closure onEntry = {}
    Closure mirror = {}
    String lacks = ''
    /** What binds the targets, where options do. */
    String bound = ''
    String operatorName = 'ana'
    String host = 'box'
    Runbook.About about = Runbook.About.NOTHING
    /** The plan that the run is held to. */
    Map<String, Object> plan
    Watcher watcher = new Watcher() {
        void goesBack(List<String> overview) { world.overviews << overview }
    }
    private Journal journal

    Rig(Path folder) {
        this.folder = folder
        world.clock = clock
    }

    static class HandClock extends Clock implements Pauses {
        Instant now = Instant.parse('2026-11-21T02:00:00Z')
        long nanos
        /** What happens while somebody waits. */
        Closure onMove = {}

        ZoneId getZone() { ZoneOffset.UTC }

        Clock withZone(ZoneId zone) { this }

        Instant instant() { now }

        void pause(Duration duration) { move(duration) }

        long nanos() { nanos }

        void move(Duration duration) {
            now += duration
            nanos += duration.toNanos()
            onMove()
        }
    }

    /** An action whose plan is just these effects. */
    static Action action(Risk risk, List<Effect> effects, WayBack way = new WayBack.None(), String word = 'sql',
                         List<Hazard> hazards = []) {
        new Action() {
            String word() { word }

            Risk ceiling() { risk }

            List<TargetRef> touches() { [TargetRef.database('main')] }

            Plan plan(Targets targets) { effects ? Plan.of(risk, effects).with(hazards, []) : Plan.nothing('all is there') }

            WayBack wayBack() { way }
        }
    }

    Effect sql(String text) {
        Effect effect = Sql.inTransaction('main', [Statement.ours(text)], Envelope.DEFAULT)
        world.marks(effect)
        effect
    }

    static Effect program(String name) {
        new Process([Text.of(name)], [:], '', null, 0, null)
    }

    static Effect question(String text, String answer = null, String evidence = null) {
        new Ask(Text.of(text), answer, evidence)
    }

    WayBack back(Effect... effects) {
        new WayBack.By('undo', Risk.CHANGES, { Done done -> action(Risk.CHANGES, effects as List) })
    }

    /** Adds a step; named arguments override what a plain step has. */
    Step step(Map with = [:], String id, List<Effect> effects, Risk risk = Risk.CHANGES) {
        Action action = effects == null ? null : action(risk, effects, new WayBack.None(), with.word ?: 'sql', with.hazards ?: [])
        Step step = new Step(id, with.title ?: id, action, with.requires ?: [], with.checks ?: [], with.watch,
            with.back ?: new WayBack.None(), [], with.when, with.remedies ?: [], with.retry ?: Step.Retry.NONE,
            with.timeout, with.clock ?: Step.Clock.NONE, with.words ?: Step.Words.NONE, Position.NOWHERE)
        steps << step
        step
    }

    /** A check whose answer is what the closure says when it is asked. */
    static Check check(Map with = [:], String title, Closure holds) {
        Question question = new Question() {
            String show() { "ask $title" }

            TargetRef target() { TargetRef.database('main') }

            Reading ask(Targets targets) {
                def told = holds()
                told instanceof Reading ? told : Reading.of(told)
            }
        }
        Expectation truth = new Expectation() {
            String show() { 'true' }

            Expectation.Opinion judge(Reading now, Reading before, Targets targets) {
                Expectation.Opinion.of(now.value() == true, "${with.told ?: ''}${now.value()}")
            }
        }
        new Check(title, question, with.warns ? [] : [truth], with.warns ? [truth] : [], 1.0, with.patience,
            with.lasting ?: false, Position.NOWHERE)
    }

    Runbook runbook() {
        List<Section> sections = steps.groupBy { it.section() }.collect { id, list -> new Section(id, id, list, [], later[id]) }
        new Runbook('book', 'A book', about, [], [TargetRef.database('main')], sections, recoveries,
            Path.of('book.groovy'), 'd1', ['book.groovy': 'd1'])
    }

    Ending run(Selection selection = Selection.ALL) {
        boolean fresh = !folder.resolve('r1').toFile().exists()
        journal = fresh ? Journal.create(folder.resolve('r1'), 'r1', clock, new Redactor())
            : Journal.reopen(folder.resolve('r1'), 'r1', clock, new Redactor())
        try {
            mirror(journal)
            journal.listen { onEntry(it) }
            journal.append(fresh || !journal.state().started
                ? new Event.RunStarted('book', 'A book', 'book.groovy', 'd1', [:], 'test', [:], [:], [:], 'ana', 'box', '0', null, plan)
                : new Event.RunResumed(operatorName, host, '0', 'resume', [], null, null), true)
            return fresh ? new Runner(context()).forward(selection) : new Runner(context()).resume(selection, early)
        } finally {
            journal.close()
            lacks = journal.mirrorLacks()
        }
    }

    Ending rollback(String to = null, String by = null) {
        journal = Journal.reopen(folder.resolve('r1'), 'r1', clock, new Redactor())
        try {
            return new Runner(context()).back(to, by)
        } finally {
            journal.close()
        }
    }

    Ending abandon(String reason) {
        journal = Journal.reopen(folder.resolve('r1'), 'r1', clock, new Redactor())
        try {
            journal.append(new Event.RunResumed(operatorName, host, '0', 'abandon', [], null, null), true)
            return new Runner(context()).abandon(reason)
        } finally {
            journal.close()
        }
    }

    private RunContext context() {
        new RunContext(runbook(), 'test', false, journal, world, world, world, operator, answers, clock, clock,
            new Memory(), interrupts, watcher, bound)
    }

    String head() {
        journal.head()
    }

    List<Entry> entries() {
        JournalReader.read(folder.resolve('r1').resolve(Journal.FILE)).entries()
    }

    List<Event> events(Class type) {
        entries()*.event().findAll { type.isInstance(it) }
    }

    String state(String step) {
        stepState(step).state()
    }

    StepState stepState(String step) {
        JournalReader.read(folder.resolve('r1').resolve(Journal.FILE)).state().step(step)
    }
}
