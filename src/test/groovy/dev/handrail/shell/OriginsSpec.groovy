package dev.handrail.shell

import dev.handrail.json.Json
import dev.handrail.shell.session.Seat
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Where each value that is in force was set. */
class OriginsSpec extends Specification {
    @TempDir
    Path folder

    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    private int handrail(Map<String, String> variables, String... words) {
        out.reset()
        err.reset()
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true), [HOME: folder.toString()] + variables, folder,
            { Optional.empty() }, { 80 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve('home').toString()] + (words as List)) as String[]).status()
    }

    private Map<String, List<String>> origins() {
        out.toString().readLines().collect { Json.read(it) as Map }.findAll { it.setting }
            .collectEntries { [it.setting, [it.value, it.origin]] }
    }

    def "env --show-origin says of each value where it was set, and shows no password"() {
        given:
        Files.writeString(folder.resolve('handrail.yml'), '''\
            defaults: { env: staging, quiet: true }
            environments:
              staging:
                services: { api: "http://127.0.0.1:1" }
            '''.stripIndent())

        when:
        handrail([HANDRAIL_ACCESSIBLE: 'yes', HANDRAIL_EVN: 'x'], 'env', '--show-origin', '--json', '--color', 'never', '--bell', '90s',
            '--database', 'main=host=127.0.0.1 port=1 password=geheim')
        Map<String, List<String>> set = origins()

        then:
        set.env[0] == 'staging'
        set.env[1].endsWith('handrail.yml:1')
        set.quiet[1].endsWith('handrail.yml:1')
        set.accessible == ['true', 'HANDRAIL_ACCESSIBLE']
        set.color == ['never', '--color']
        set.verbose == ['false', 'built in']
        set.bell == ['1m30s', '--bell']
        set.home[1] == '--home'
        set['service api'][1].endsWith('handrail.yml:4')
        set['database main'] == ['host=127.0.0.1 port=1 password=***', '--database main']
        set['database main role'] == ['effects as connected', 'built in']
        err.toString().contains("HANDRAIL_EVN means nothing")
        !out.toString().contains('geheim')

        when:
        handrail([HANDRAIL_BELL: '120s'], 'env', '--show-origin', '--json')

        then:
        origins().bell == ['120s', 'HANDRAIL_BELL']
    }

    def "a mistake in a default ends the command with its place"() {
        given:
        Files.writeString(folder.resolve('handrail.yml'), 'defaults:\n  color: sometimes\n')

        expect:
        handrail([:], 'runs') == 2
        err.toString().contains('handrail.yml:2:10')
        handrail([HANDRAIL_QUIET: 'perhaps'], 'list') == 2
    }

    def "what is told can be less or more"() {
        given:
        Files.createDirectories(folder.resolve('runbooks'))
        Files.writeString(folder.resolve('runbooks/small.groovy'), "runbook('small', 'S') { section('a', 'A') { step('b') { " +
            "command 'true'; check('fine') { command 'true'; expect exit(0) }; rollback { command 'true' } } } }\n")

        when:
        handrail([:], 'run', 'small', '--yes', 'changes', '--quiet')

        then:
        out.toString().startsWith('DONE')
        !err.toString().contains('a/b')

        when:
        handrail([:], 'run', 'small', '--yes', 'changes', '--verbose')

        then:
        err.toString().contains('begins  ')
        err.toString().contains('holds   fine')

        expect:
        handrail([:], 'run', 'small', '--quiet', '--verbose') == 2
    }

    def "a run in a file is told as it stands"() {
        given:
        Files.createDirectories(folder.resolve('runbooks'))
        Files.writeString(folder.resolve('runbooks/small.groovy'), "runbook('small', 'S') { section('a', 'A') { step('b') { command 'true'; rollback { command 'true' } } } }\n")
        handrail([:], 'run', 'small', '--yes', 'changes', '--id', 'first')
        handrail([:], 'export', 'first', '--out', 'first.run')

        expect:
        handrail([:], 'status', '--file', 'first.run') == 0
        out.toString().contains('Run first of small')
        handrail([:], 'status', '--file', 'first.run', '--follow') == 2
    }
}
