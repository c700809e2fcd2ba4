package dev.handrail.target.host

import dev.handrail.problem.Problem
import dev.handrail.runbook.Manifest
import dev.handrail.runbook.Reading
import dev.handrail.seen.Seen
import dev.handrail.text.Text
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

class LocalHostSpec extends Specification {
    @TempDir
    Path folder

    LocalHost host

    def setup() {
        Path bin = Files.createDirectory(folder.resolve('bin'))
        program(bin.resolve('kubectl'), 'echo "  Client Version: v1.29"; echo warn >&2; exit 4')
        program(bin.resolve('pg_dump'), 'echo "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"')
        host = new LocalHost(folder.resolve('home'),
            new Workplace(folder, SearchPath.ofEnvironment().first(bin), [:]), new NoBackups())
    }

    def "a question to a program is its output, its exit status and what it complained about"() {
        when:
        Reading read = host.ask([Text.of('kubectl'), Text.of('version')], [:], '', new Seen.SeenValues())

        then:
        read.value() == 'Client Version: v1.29'
        read.facts().exit == 4L
        read.facts().stderr == 'warn'
        read.facts().ms >= 0
    }

    def "the objects of a JSON answer are read, and what is no such answer is told"() {
        expect:
        host.objects('{"migrations": [{"version": "1", "by": null}, {}]}', 'migrations') == [[version: '1', by: ''], [:]]

        when:
        host.objects(answer, 'migrations')

        then:
        Problem problem = thrown()
        problem.what() == "the program's answer is not the JSON that was asked for: it has no list 'migrations'"

        where:
        answer << ['', 'WARNING: no', '{"error": {}}', '{"migrations": 1}', '[]']
    }

    def "a question that does not end is ended"() {
        when:
        new Looking(Duration.ofMillis(50)).at(Call.of('sleep', '60'))

        then:
        Problem problem = thrown()
        problem.what() == "the program 'sleep' has not ended after 50ms"
    }

    def "programs are found, those of the runbook's own folder first"() {
        expect:
        host.find('kubectl').get() == folder.resolve('bin/kubectl')
        host.find('no-such-program').empty
        host.pgDumpMajor().get() == 15
    }

    def "backup folders are relative to home"() {
        expect:
        host.folder('backups') == folder.resolve('home/backups')
        host.folder('../elsewhere') == folder.resolve('elsewhere')
        host.folder('/srv/backups') == Path.of('/srv/backups')
        host.folder('~/dumps') == Path.of(System.getenv('HOME') ?: System.getProperty('user.home'), 'dumps')
    }

    def "free space is told for a folder that is yet to be made"() {
        expect:
        host.free(folder.resolve('not/yet/there')) > 0
    }

    private static void program(Path file, String script) {
        Files.writeString(file, "#!/bin/sh\n$script\n")
        file.toFile().setExecutable(true)
    }

    static class NoBackups implements Backups {
        List<dev.handrail.runbook.Unfinished> unfinished(Path folder) { [] }
        List<dev.handrail.runbook.Unfinished> unfinished(dev.handrail.runbook.Bucket place) { [] }

        void fit(Path folder) { }

        List<Manifest> 'in'(Path folder) { [] }

        Optional<Manifest> at(Path place) { Optional.empty() }

        Optional<dev.handrail.runbook.Foreign> foreign(Path place) { Optional.empty() }

        List<Manifest> 'in'(dev.handrail.runbook.Bucket place) { [] }

        Optional<Manifest> at(dev.handrail.runbook.Bucket place) { Optional.empty() }
    }
}
