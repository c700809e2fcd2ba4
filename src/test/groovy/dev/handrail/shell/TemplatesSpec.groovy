package dev.handrail.shell

import dev.handrail.json.Json
import dev.handrail.live.LivePostgres
import dev.handrail.sandbox.Sandbox
import dev.handrail.settings.Home
import dev.handrail.shell.session.Seat
import dev.handrail.shell.template.Template
import dev.handrail.spec.engine.Tests
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Tag

import java.nio.file.Files
import java.nio.file.Path

/** What `handrail new` writes: it loads, is checked without a warning, and runs from start to end in the sandbox. */
class TemplatesSpec extends Specification {
    @Shared
    Path folder = Files.createTempDirectory('handrail-new')
    @Shared
    Home home = Home.at(folder.resolve('home'))
    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    def cleanupSpec() {
        Sandbox.of(home, {}).withCloseable { it.reset() }
        Path elsewhere = home.sandbox().resolve('place')
        if (Files.exists(elsewhere)) {
            new File(Files.readString(elsewhere).strip()).deleteDir()
        }
        folder.toFile().deleteDir()
    }

    private int handrail(String... words) {
        out.reset()
        err.reset()
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true), [HOME: folder.toString(), PATH: System.getenv('PATH')],
            folder, { Optional.empty() }, { 100 }, false, false, false)
        Front.run(seat, (['--home', home.root().toString()] + (words as List)) as String[]).status()
    }

    def "the templates are listed, as lines and as records"() {
        expect:
        handrail('new') == 0
        Template.values().every { out.toString().contains(it.word()) }
        handrail('new', '--json') == 0
        out.toString().readLines().collect { (Json.read(it) as Map).name } == Template.values()*.word()
    }

    @Requires({ LivePostgres.available })
    def "#template.word() is whole: every line explained, checked without a warning, run from start to end"() {
        given:
        String name = "new-${template.word()}"

        expect:
        handrail('new', name, '--template', template.word()) == 0
        out.toString().readLines().take(2) == ["created  runbooks/$name/${name}.groovy", "created  runbooks/$name/${name}.spec.groovy"]*.toString()
        Files.readString(folder.resolve("runbooks/$name/${name}.spec.groovy")).contains("class New${template.word().split('-')*.capitalize().join('')}Spec ")
        handrail('check', name, '--strict') == 0
        out.toString().startsWith("ok  $name")

        when:
        int exit = handrail('run', name, '--yes', 'changes', *answers)

        then:
        exit == 0 || { throw new AssertionError((Object) "exit $exit\n$out\n$err") }()

        where:
        template               | answers
        Template.MIGRATION     | []
        Template.PARTITIONS    | []
        Template.CACHE         | []
        Template.RELEASE       | ['--answer', 'after/support=no']
        Template.RESTORE_DRILL | ['--answer', 'after/written=done']
    }

    @Tag('long')
    @Requires({ LivePostgres.available })
    def "the specifications that they bring pass at once"() {
        given:
        Template.values().each { handrail('new', "tested-${it.word()}", '--template', it.word()) }
        List<String> said = []
        List<Path> specs = Template.values().collect { folder.resolve("runbooks/tested-${it.word()}/tested-${it.word()}.spec.groovy") }
        Path trials = home.root().resolve('tests')

        when:
        int exit = Tests.run(specs, trials, { String line -> said << line }, null)

        then:
        exit == 0 || { throw new AssertionError((Object) said.join('\n')) }()

        cleanup:
        System.clearProperty('handrail.test.home')
        Sandbox.of(Home.at(trials), {}).withCloseable { it.reset() }
        Path elsewhere = Home.at(trials).sandbox().resolve('place')
        if (Files.exists(elsewhere)) {
            new File(Files.readString(elsewhere).strip()).deleteDir()
        }
    }

    def "nothing is written over, and what can't be a name is refused: #words"() {
        given:
        Files.createDirectories(folder.resolve('runbooks/taken'))
        Files.writeString(folder.resolve('runbooks/too.groovy'), 'mine')

        expect:
        handrail(['new', *words] as String[]) == 2
        err.toString().contains(told)
        folder.resolve('runbooks/taken').toFile().list().length == 0
        Files.readString(folder.resolve('runbooks/too.groovy')) == 'mine'

        where:
        words                                   | told
        ['taken', '--template', 'cache']        | 'nothing is written over'
        ['too', '--template', 'cache']          | 'nothing is written over'
        ['../x', '--template', 'cache']         | "can't be a runbook's name"
        ['fresh', '--template', 'cahce']        | "did you mean 'cache'?"
        ['fresh']                               | 'handrail new fresh --template migration'
    }
}
