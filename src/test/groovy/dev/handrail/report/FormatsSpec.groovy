package dev.handrail.report

import dev.handrail.run.Decision
import dev.handrail.run.Rig
import dev.handrail.run.World
import dev.handrail.runbook.Step
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

/** The same run as HTML and as JUnit XML. */
class FormatsSpec extends Specification {
    @TempDir
    Path folder

    Rig rig

    void setup() {
        rig = new Rig(folder)
    }

    private RunReport report() {
        Fold.of(rig.entries())
    }

    private static Xml html(RunReport report) {
        String text = Html.of(report)
        assert text.startsWith('<!doctype html>\n')
        new Xml(text)
    }

    private static Xml junit(RunReport report) {
        new Xml(Junit.of(report))
    }

    private void somethingOfEverything() {
        rig.step('a/open', [rig.sql('close the site')], title: 'Out of service', clock: Step.Clock.OPENS)
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('is there') { true }, Rig.check('is not') { false }])
        rig.step('b/two', [rig.sql('insert 2')])
        rig.step('b/close', [rig.sql('open the site')], clock: Step.Clock.CLOSES)
        rig.world.trouble['after insert 1;'] = { rig.clock.move(Duration.ofMinutes(3)) }
        rig.operator.decides(Decision.of(Decision.Kind.YES), Decision.of(Decision.Kind.YES), Decision.of(Decision.Kind.QUIT))
        rig.run()
    }

    def "a build server sees each step and each check, and which of them failed"() {
        given:
        somethingOfEverything()

        when:
        Xml xml = junit(report())

        then:
        xml.all('/testsuites/testsuite/@name') == ['a']
        xml.all('//testcase/@name') == ['a/open - Out of service', 'a/one', 'check: is there', 'check: is not']
        xml.one('//testsuite/@failures') == '2'
        xml.one('//testsuite/@tests') == '4'
        xml.one('/testsuites/@tests') == '4'
        !xml.one('//testcase[2]/failure/@message').empty
        xml.one('//testcase[4]/failure/@message').contains('expected true')
        xml.all('//testcase[1]/*') == []
        xml.one('//property[@name="run"]/@value') == 'r1'
    }

    def "a step that was skipped and one that failed each are what they are there"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('a/two', [rig.sql('insert 2')])
        rig.operator.decides(Decision.because(Decision.Kind.SKIP, 'done last week'), Decision.of(Decision.Kind.YES))
        rig.world.trouble['insert 2;'] = { throw World.failing() }
        rig.run()

        when:
        Xml xml = junit(report())

        then:
        xml.one('//testsuite/@skipped') == '1'
        xml.one('//testcase[1]/skipped/@message') == 'done last week'
        xml.one('//testcase[2]/failure').contains('mend it')
    }

    def "the page tells the state in words, what needs somebody first, and has no script and nothing from elsewhere"() {
        given:
        somethingOfEverything()

        when:
        String text = Html.of(report())
        Xml page = new Xml(text)

        then:
        page.one('//h1') == "book on test ${report().state()}"
        page.one('//main/section[1]/@class') == 'attention'
        page.all('//main/section[1]/p')[0] == 'The site is still in maintenance.'
        page.one('//main/section[1]').contains('handrail resume r1')
        !text.contains('<script')
        !(text =~ /(?i)(src|href)="(?!#)/)
        !text.contains('url(')
        !text.contains('@import')
    }

    def "steps, checks, decisions, targets and effects are on the page, and every link leads somewhere"() {
        given:
        somethingOfEverything()

        when:
        Xml page = html(report())

        then:
        page.all('//h2') == ['Steps', 'Issues', 'Checks', 'Score', 'Decisions', 'Targets', 'What was done']
        page.all('//a/@href')*.substring(1).toSet() == page.all('//section[@class="step"]/@id').toSet()
        page.all('//pre').any { it.contains('insert 1;') }
        page.all('//td').containsAll(['is there', 'is not', 'pass', 'fail'])
    }

    def "what stands behind a bar at the drawing's end stands before it where there is no room"() {
        given:
        Instant begin = Instant.parse('2026-11-21T02:00:00Z')
        Instant end = begin + Duration.ofHours(1)
        Markup markup = new Markup('')
        Timeline.Span late = new Timeline.Span('a/late', 'rollback', end - Duration.ofMinutes(1), null, end, state)

        when:
        TimelineSvg.draw(markup, new Timeline([new Timeline.Span('a/one', 'forward', begin, null, end, 'done'), late], []), end)

        then:
        (markup.document() =~ /<text class="took" x="([\d.]+)" y="\d+(?:\.\d)?"( text-anchor="end")?>([^<]+)</).collect { [it[1].toDouble() < 850, it[2] != null, it[3]] }[1] ==
            [before, before, text]

        where:
        state         || before | text
        'rolled-back' || false  | 'rolled-back 1m'
        'failed'      || true   | 'rollback failed 1m'
    }

    def "the drawing has a row for each step, with its question and its work, and the window behind"() {
        given:
        somethingOfEverything()

        when:
        Xml page = html(report())
        List<BigDecimal> left = page.all('//svg[@class="timeline"]/rect/@x')*.toBigDecimal()
        List<BigDecimal> width = page.all('//svg[@class="timeline"]/rect/@width')*.toBigDecimal()

        then:
        page.all('//svg[@class="timeline"]/text[@class="step"]') == ['a/open', 'a/one']
        page.all('//svg[@class="timeline"]/text[@class="took"]')[1] == 'failed 3m'
        page.all('//svg[@class="timeline"]/rect[@class="window"]').size() == 1
        [left, width].transpose().every { it[0] >= 0 && it[1] > 0 && it[0] + it[1] <= 960 }
    }

    def "a night between two sessions is drawn short, and says how long it was"() {
        given:
        Instant two = Instant.parse('2026-11-21T02:00:00Z')
        List<Timeline.Span> spans = [
            new Timeline.Span('a/one', 'forward', two, two.plusSeconds(10), two.plusSeconds(60), 'done'),
            new Timeline.Span('a/two', 'forward', two.plusSeconds(30_000), two.plusSeconds(30_010), two.plusSeconds(30_060), 'done')]

        when:
        Axis axis = new Axis(spans, two.plusSeconds(30_060))

        then:
        axis.of(two) == 0
        axis.of(two.plusSeconds(60)) > 0.45
        axis.of(two.plusSeconds(30_000)) < 0.55
        axis.of(two.plusSeconds(30_060)) == 1
        axis.gaps()*.from() == [two.plusSeconds(60)]
    }

    def "where time ran backwards the drawing stays within its bounds"() {
        given:
        Instant two = Instant.parse('2026-11-21T02:00:00Z')
        List<Timeline.Span> spans = [
            new Timeline.Span('a/one', 'forward', two, two.minusSeconds(3600), two.minusSeconds(3590), 'done'),
            new Timeline.Span('a/two', 'forward', two.minusSeconds(3589), null, null, 'open')]

        when:
        Axis axis = new Axis(spans, two)

        then:
        spans.collectMany { [it.planned(), it.decided(), it.ended()] }.findAll().every { axis.of(it) >= 0 && axis.of(it) <= 1 }
    }

    def "what comes from outside stays text in both: #what"() {
        given:
        rig.step('a/one', [rig.sql("insert '$what'")], title: what)
        rig.operator.decides(Decision.because(Decision.Kind.NOTE, what), Decision.of(Decision.Kind.YES))
        rig.run()

        when:
        String page = Html.of(report())
        String xml = Junit.of(report())

        then:
        [page, xml].every { text ->
            new Xml(text)
            text.codePoints().noneMatch { (it < 0x20 && it != 10) || (it in 0x7f..0x9f) || (it in 0x202a..0x202e) || (it in 0xd800..0xdfff) || it == 0xfffe }
        }
        !page.contains('<img')

        where:
        what << ['</title><img src=x onerror=alert(1)>', '"><img src=x>', "a\u001b[2Jb", 'a\u0000b\u0085c', 'x\u202ey', ']]>', 'half \ud83d a pair', '\ufffe', '&lt; &amp;', '</pre><img>']
    }

    def "a check that was judged again and again has its line drawn"() {
        given:
        Markup page = new Markup('')
        page.open('p')
        Sparkline.draw(page, seen)
        String text = page.close().document()

        expect:
        text.contains('polyline') == drawn
        !text.contains('NaN')

        where:
        seen                        || drawn
        ['1', '2', '3']             || true
        ['5', '5', '5']             || true
        ['1', '2']                  || false
        ['yes', 'no', 'yes']        || false
        ['1', 'NaN', '2', '3']      || true
        (1..1000)*.toString()       || true
    }

    def "a thousand steps fit into a page under a megabyte"() {
        given:
        1000.times { rig.step("s${it.intdiv(50)}/n$it", [rig.sql("insert into t values ($it)")], checks: [Rig.check("row $it is there") { true }]) }
        rig.operator.decides((1..1000).collect { Decision.of(Decision.Kind.YES) } as Decision[])
        rig.run()

        when:
        String page = Html.of(report())

        then:
        report().steps().size() == 1000
        page.length() < 1_000_000
        html(report()).all('//svg/text[@class="step"]').size() == 20
    }
}
