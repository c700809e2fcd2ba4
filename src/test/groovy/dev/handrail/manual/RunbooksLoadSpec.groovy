package dev.handrail.manual

import dev.handrail.dsl.Loaded
import dev.handrail.dsl.Loader
import dev.handrail.dsl.Mode
import dev.handrail.shell.show.Declared
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Every runbook that comes with handrail is whole: it loads, nothing in it deserves a second look, each has its way back. */
class RunbooksLoadSpec extends Specification {
    @TempDir
    Path folder

    static final Path RUNBOOKS = Path.of('runbooks')

    def "#file loads without a mistake and without a warning"() {
        when:
        Loaded loaded = new Loader(null).load(file, [:], Mode.RUN)

        then:
        loaded.warnings().findAll { it.open() } == []
        loaded.runbook().steps().count() > 0

        and: 'a reviewer reads what was declared, no names of ours'
        (loaded.runbook().sections()*.steps() + loaded.runbook().recoveries()*.steps()).flatten()*.action().findAll().collectMany { new Declared(it).lines() }
            .findAll { it =~ /\w\[\w+=|@[0-9a-f]{6,}|dev\.handrail|\bPT\d/ } == []

        where:
        file << files()
    }

    def "a person who #does, so #warnings warnings about a missing way back"() {
        given:
        Path file = folder.resolve('r.groovy')
        Files.writeString(file, "runbook('r', 'R') { section('s', 'S') { step('t', 'T') { $words } } }")

        expect:
        new Loader(null).load(file, [:], Mode.RUN).warnings().size() == warnings

        where:
        does                              | words                                                           || warnings
        'answers a question changes nothing' | "manual 'Any complaint?'; answer 'no'"                        || 0
        'follows an instruction does'        | "manual 'Turn the switch.'"                                   || 1
        'knows the way back is not warned'   | "manual 'Turn the switch.'; rollback { manual 'Turn it back.' }" || 0
    }

    static List<Path> files() {
        Files.walk(RUNBOOKS).filter { it.toString() ==~ /.*(?<!\.spec)\.groovy/ }.sorted().toList()
    }
}
