package dev.handrail.raw

import dev.handrail.journal.Entry
import dev.handrail.journal.Event
import dev.handrail.json.Json
import dev.handrail.partition.Survey
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.report.Comparison
import dev.handrail.report.Fold
import dev.handrail.report.Html
import dev.handrail.report.JsonReport
import dev.handrail.report.Junit
import dev.handrail.report.Markdown
import dev.handrail.report.OpenMetrics
import dev.handrail.report.RunReport
import dev.handrail.run.Rig
import dev.handrail.runbook.Manifest
import dev.handrail.runbook.Progress
import dev.handrail.runbook.Runbook
import dev.handrail.runbook.Step
import dev.handrail.runbook.Unfinished
import dev.handrail.shell.notice.Hook
import dev.handrail.shell.notice.Notices
import dev.handrail.shell.out.Console
import dev.handrail.shell.out.JsonScreen
import dev.handrail.shell.out.Line
import dev.handrail.shell.out.Screen
import dev.handrail.shell.out.Table
import dev.handrail.shell.out.Told
import dev.handrail.shell.show.BackupTable
import dev.handrail.shell.show.PartitionTable
import dev.handrail.shell.show.UnfinishedTable
import dev.handrail.text.Escape
import dev.handrail.text.Redactor
import java.nio.file.Path
import java.time.Instant
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** Nothing that comes from outside reaches a person's screen, a ticket or a program raw, on any way out. */
class RawSpec extends Specification {
    private static final List<String> ALL = Hostile.strings()
    /** Each kind of them, where one costs a whole report; all of them at once are held against it below. */
    private static final List<String> SOME = ALL.indexed().findAll { i, text -> i % 8 == 0 }.values().toList()

    @Shared
    List<String> hostile = ALL

    @Shared
    Step step = new Rig(Path.of('.')).with { it.step('s/one', [it.sql('select 1')]) }

    /** Every kind of record, full of it; what the engine itself writes is as the engine writes it. */
    private static List<Entry> entries(String text) {
        Map engine = [step: "s/$text".toString(), phase: 'forward', state: 'done', verdict: 'warn', role: 'check', kind: 'sql', clock: null, due: null, plan: null,
                      semantics: 'transactional', effects: [[key: 'k', kind: 'sql', semantics: 'once', target: text, show: [text, text]]],
                      effect: 'k', attempt: 1, hazards: [[code: 'HZ001', what: text, at: text, accepted: text]]]
        List<Class> types = Event.permittedSubclasses.toList() as List<Class>
        List<Class> first = [Event.RunStarted, Event.StepPlanned, Event.StepDecided, Event.EffectStarted]
        (first + (types - first)).withIndex().collect { type, i ->
            new Entry(i + 1L, Instant.EPOCH, 'r1', Hostile.filled(type, text, engine) as Event, '{}')
        }
    }

    private static String printed(boolean json = false, Closure what) {
        ByteArrayOutputStream out = new ByteArrayOutputStream()
        PrintStream stream = new PrintStream(out, true, 'UTF-8')
        what(new Console(stream, stream, new Redactor(), false, json))
        out.toString('UTF-8')
    }

    private static final Map<String, RunReport> REPORTS = [:]

    private static RunReport report(String text) {
        REPORTS.computeIfAbsent(text) { Fold.of(entries(it)) }
    }

    private static Problem problem(String text) {
        new Problem(ExitCode.FAILED, text.isBlank() ? 'x' : text, text, text, text.isBlank() ? 'x' : text, new IllegalStateException(text))
    }

    private static List<Object> texts(Object json) {
        json instanceof Map ? json.collectMany { k, v -> [k] + texts(v) } : json instanceof List ? json.collectMany { texts(it) } : [json]
    }

    def "there are more than three hundred, and each has something that must not get through or means something elsewhere"() {
        expect:
        hostile.size() > 300
        hostile.toSet().size() > 300
        hostile.count { Hostile.raw(it) } > 240
    }

    def "nothing raw by #way"() {
        when:
        Map<Integer, Set<String>> found = [:]
        of.eachWithIndex { text, i ->
            Set<String> raw = ([out(text)].flatten() as List<String>).collectMany { Hostile.raw(it) } as Set
            if (raw) {
                found[i] = raw
            }
        }

        then:
        found == [:]

        where:
        way                              | of      | out
        'a line of the terminal'         | ALL     | { printed { Console c -> c.data(it as String); c.say(it as String); c.result(Line.of(it as String)) } }
        'a wrapped line'                 | ALL     | { printed { Console c -> c.say(Line.of(it as String), 60) } }
        'a table'                        | ALL     | { printed { Console c -> new Table('A', 'B').row(it, it).lines(80).each { l -> c.data(l) } } }
        'a record'                       | ALL     | { printed(true) { Console c -> c.record([(it as String): it]) } }
        'JSON'                           | ALL     | { Json.write([(it as String): [it]]) }
        'a problem'                      | ALL     | { printed { Console c -> new Told(c, true).failure(problem(it as String)) } }
        'a problem as a record'          | ALL     | { printed(true) { Console c -> new Told(c, true).failure(problem(it as String)) } }
        'a defect'                       | ALL     | { printed { Console c -> new Told(c, true).failure(new IllegalStateException(it as String)) } }
        'the screen of a run'            | SOME    | { String text -> printed { Console c -> Screen s = new Screen(c, false, { 80 }, { 0L }); s.comesUp(step, 'forward', 1, 1); entries(text).each { s.recorded(it) }; s.said(step, text); s.goesBack([text]); s.stays(step, text) } }
        'progress'                       | ALL     | { String text -> long now = 0; printed(true) { Console c -> new JsonScreen(c, 'r1', { now += 2_000_000_000L }).progress(step, new Progress(1, 2, text, text, text)) } }
        'the report in Markdown'         | SOME    | { Markdown.of(report(it as String)) }
        'a job\'s summary'               | SOME    | { Markdown.brief(report(it as String)) }
        'the report in HTML'             | SOME    | { Html.of(report(it as String)) }
        'the report in JSON'             | SOME    | { JsonReport.of(report(it as String)) }
        'JUnit'                          | SOME    | { Junit.of(report(it as String)) }
        'metrics'                        | SOME    | { OpenMetrics.of(report(it as String), null) }
        'two runs beside each other'     | SOME    | { String text -> Comparison both = Comparison.of(report(text), report('x')); [Markdown.of(both), Html.of(both), JsonReport.of(both)] }
        'partitions'                     | ALL     | { String text -> PartitionTable t = new PartitionTable(text, [Hostile.filled(Survey, text)]); [printed { Console c -> t.lines().each { c.data(it) } }, Json.write(t.records())] }
        'backups'                        | ALL     | { String text -> BackupTable t = new BackupTable([Hostile.filled(Manifest, text)], Instant.EPOCH); [printed { Console c -> t.lines().each { c.data(it) }; t.backups().each { c.say(t.runbook(it)) } }, Json.write(t.records())] }
        'unfinished backups'             | ALL     | { String text -> UnfinishedTable t = new UnfinishedTable([Hostile.filled(Unfinished, text)]); [printed { Console c -> t.lines().each { c.data(it) } }, Json.write(t.records())] }
    }

    def "nothing raw in a report that is full of all of them"() {
        given:
        RunReport report = Fold.of(ALL.collectMany { entries(it) })

        expect:
        [Markdown.of(report), Markdown.brief(report), Html.of(report), JsonReport.of(report), Junit.of(report), OpenMetrics.of(report, null)].collectMany { Hostile.raw(it) } == []
    }

    def "nothing raw by a channel, as JSON or as the text in it"() {
        given:
        Hook hook = Hook.answering(200)
        List<Set<String>> found = []
        int sent = 0

        when: 'a hundred at a time: no more wait in a channel'
        hostile.collate(30).each { part ->
            Notices notices = new Notices(new Runbook('book', 'A book', Runbook.About.NOTHING, [], [], [], [], Path.of('book.groovy'), 'd', [:]), 'prod',
                ['ops'] as Set, { hook.url }, { it }, { found << [it].toSet() })
            part.each { text -> entries(text).findAll { it.event() instanceof Event.RunPaused || it.event() instanceof Event.RunFinished }.each { notices.recorded(it) } }
            sent += 2 * part.size()
            new PollingConditions(timeout: 60, delay: 0.02).eventually { assert hook.taken.size() == sent } // closing waits for the last ones alone
            notices.close()
        }

        then:
        found == []
        hook.taken.size() == 2 * hostile.size()
        hook.texts().collectMany { Hostile.raw(it) } == []

        cleanup:
        hook?.close()
    }

    def "what is shown of a text can be told from what another one is shown as"() {
        expect: 'a newline is never taken for one of ours where a line is one line'
        hostile.every { !Escape.line(it).contains('\n') }
        hostile.every { Json.read(Json.write(it)) == it || it.codePoints().anyMatch { c -> Character.getType(c) == Character.SURROGATE } }
    }

    def "a table of many keeps each in its row"() {
        given:
        Table table = new Table('A', 'B')
        hostile.each { table.row(it, 'x') }

        expect:
        table.lines(80)*.toString().collectMany { it.readLines() }.size() == hostile.size() + 1
    }
}
