package dev.handrail.shell

import dev.handrail.shell.session.Seat
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermission
import spock.lang.Specification
import spock.lang.TempDir

/** The file that a monitoring system reads. */
class MetricsFileSpec extends Specification {
    @TempDir
    Path folder

    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    void setup() {
        Files.createDirectories(folder.resolve('runbooks'))
        Files.writeString(folder.resolve('runbooks/small.groovy'), """
            runbook('small', 'A book') {
              section('a') {
                step('look') { command 'test', '-f', '$folder/metrics.prom'; rollback { command 'true' } }
                step('there') { command 'test', '-e', '$folder/there'; rollback { command 'true' } }
              }
            }""".stripIndent())
    }

    private int handrail(String... words) {
        out.reset()
        err.reset()
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true), [HOME: folder.toString()], folder,
            { Optional.empty() }, { 100 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve('home').toString()] + (words as List)) as String[]).status()
    }

    private String metrics() {
        folder.resolve('metrics.prom').toFile().getText('UTF-8')
    }

    def "it is there while the run is at work, and says how run, resume and rollback ended"() {
        expect: 'the first step finds it'
        handrail('run', 'small', '--id', 'k1', '--yes', 'changes', '--metrics-file', 'metrics.prom') == 1
        metrics().contains('handrail_run_exit_code{runbook="small",environment="sandbox"} 1\n')
        metrics().contains('step="a/look",state="done"')
        !metrics().contains('last_success')
        folder.toFile().list().every { !it.endsWith('.tmp') }
        Files.getPosixFilePermissions(folder.resolve('metrics.prom')).contains(PosixFilePermission.OWNER_READ)

        when:
        Files.createFile(folder.resolve('there'))

        then:
        handrail('resume', '--yes', 'changes', '--metrics-file', "$folder/metrics.prom") == 0
        metrics().contains('state="done"} 1\n') && metrics().contains('last_success')

        and:
        handrail('rollback', 'k1', '--yes', 'changes', '--metrics-file', 'metrics.prom') == 0
        metrics().contains('state="taken-back"} 1\n')
    }

    def "a place where it can't be is told before anything is done"() {
        expect:
        handrail('run', 'small', '--yes', 'changes', '--metrics-file', 'no/such/metrics.prom') == 2
        err.toString().contains('metrics can\'t be kept in')
        !Files.exists(folder.resolve('home/runs'))
    }
}
