package dev.handrail.dsl

import dev.handrail.dsl.mistake.Code
import dev.handrail.dsl.mistake.Explained
import dev.handrail.dsl.mistake.Mistakes
import spock.lang.Specification

import java.nio.file.Files

/** Each kind of mistake is explained offline, by an example that has it and one that has not. */
class ExplainedSpec extends Specification {
    private static List<String> codes(List<String> example) {
        String text = example.join('\n').replace('<U+202E>', '\u202e')
        boolean file = text =~ /(?m)^(runbook|include|import|@)/
        String step = file ? text : "runbook('book') {\ndatabase 'main'\ncache 'permissions'\nservice 'api'\nsection('a') {\nstep('b') {\n$text\n}\n}\n}\n"
        Script script = Script.of(step)
        Files.createDirectories(script.folder.resolve('migrations'))
        Files.writeString(script.folder.resolve('migrations/01-prices.sql'), 'create table prices (id int);')
        try {
            new Loader(null).load(script.file, [:], Mode.CHECK).warnings()*.code().findAll { it.startsWith('HR') }
        } catch (Mistakes found) {
            found.all()*.code()
        }
    }

    def "every kind of mistake is explained, and no other"() {
        expect:
        Explained.all().keySet() == Code.values()*.id() as Set
        Explained.all().values().every { !it.what().empty && !it.why().empty && !it.wrong().empty && !it.right().empty }
    }

    def "#code: the wrong example has it"() {
        expect:
        codes(Explained.of(code).get().wrong()).unique() - (code == 'HR101' ? '' : 'HR101') == [code]

        where:
        code << Explained.all().values().findAll { !it.wrong()[0].startsWith('$') && it.code() != 'HR005' }*.code()
    }

    def "#code: the right example has no mistake"() {
        expect:
        codes(Explained.of(code).get().right()) - (code == 'HR101' ? '' : 'HR101') == []

        where:
        code << Explained.all().values().findAll { !it.right()[0].startsWith('$') }*.code()
    }
}
