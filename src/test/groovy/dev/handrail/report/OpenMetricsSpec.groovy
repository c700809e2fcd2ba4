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

/** A run as metrics. */
class OpenMetricsSpec extends Specification {
    private static final String SAMPLE = /[a-z_]+\{([a-z]+="([^"\\\n]|\\\\|\\"|\\n)*",?)+\} -?[0-9.]+/

    @TempDir
    Path folder

    Rig rig

    void setup() {
        rig = new Rig(folder)
    }

    private List<String> lines(Instant lastSuccess = null) {
        String text = OpenMetrics.of(Fold.of(rig.entries()), lastSuccess)
        assert text.endsWith('\n# EOF\n')
        text.readLines()
    }

    private static String value(List<String> lines, String name, String label = '') {
        lines.find { it.startsWith(name + '{') && it.contains(label) }?.with { it.substring(it.lastIndexOf(' ') + 1) }
    }

    def "it tells state, exit code, durations, downtime and the last success"() {
        given:
        rig.step('a/open', [rig.sql('close the site')], clock: Step.Clock.OPENS)
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('is there') { true }])
        rig.step('a/close', [rig.sql('open the site')], clock: Step.Clock.CLOSES)
        rig.world.trouble['after insert 1;'] = { rig.clock.move(Duration.ofSeconds(90)) }
        rig.operator.decides((1..3).collect { Decision.of(Decision.Kind.YES) } as Decision[])
        rig.run()
        List<String> lines = lines()

        expect:
        value(lines, 'handrail_run_state', 'state="done"') == '1'
        value(lines, 'handrail_run_state', 'state="paused"') == '0'
        value(lines, 'handrail_run_exit_code') == '0'
        value(lines, 'handrail_step_duration_seconds', 'step="a/one",state="done"') == '90.000'
        value(lines, 'handrail_run_downtime_seconds') == '90.000'
        value(lines, 'handrail_run_last_success_timestamp_seconds') == "${Instant.parse('2026-11-21T02:01:30Z').epochSecond}.000"
        value(lines, 'handrail_checks', 'verdict="pass"') == '1'
        value(lines, 'handrail_run_maintenance') == '0'

        and: 'each line is a sample, or says what the next ones are; each family stands once, together'
        lines.findAll { !it.startsWith('#') }.every { it ==~ SAMPLE }
        List<String> families = lines.findAll { it.startsWith('# TYPE') }*.split(' ').collect { it[2] }
        families == families.unique(false)
        lines.findAll { !it.startsWith('#') }.collect { it.substring(0, it.indexOf('{')) }.inject([]) { all, it -> all && all.last() == it ? all : all + it } == families
    }

    def "a run that failed keeps the last success of another one"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.world.trouble['insert 1;'] = { throw World.failing() }
        rig.run()

        expect:
        value(lines(Instant.ofEpochSecond(7)), 'handrail_run_last_success_timestamp_seconds') == '7.000'
        value(lines(), 'handrail_run_last_success_timestamp_seconds') == null
        value(lines(), 'handrail_run_exit_code') == '1'
        value(lines(), 'handrail_run_state', 'state="paused"') == '1'
    }
}
