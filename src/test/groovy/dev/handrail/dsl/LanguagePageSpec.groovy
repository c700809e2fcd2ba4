package dev.handrail.dsl

import dev.handrail.dsl.words.AllWords
import dev.handrail.dsl.words.RunbookScript
import groovy.transform.TypeChecked
import org.codehaus.groovy.control.CompilerConfiguration
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer
import org.codehaus.groovy.control.customizers.ImportCustomizer
import spock.lang.Specification

import java.nio.file.Files
import java.nio.file.Path

/** What an author reads of the language, on a page or in an editor, is what the words' own classes say. */
class LanguagePageSpec extends Specification {
    static final Path PAGE = Path.of('docs/language.md')

    def "docs/language.md is what the words say"() {
        given:
        String expected = LanguagePage.text()
        if (System.getProperty('handrail.write') == 'docs') {
            Files.writeString(PAGE, expected)
        }

        expect:
        Files.readString(PAGE) == expected || { throw new AssertionError("docs/language.md is not what the words say; write it anew: $LanguagePage.COMMAND") }()
    }

    def "every word is documented where it is declared: #opener"() {
        expect:
        LanguagePage.text().readLines().findAll { it ==~ /\| `\w+` \|  \|.*/ } == []
        new AllWords().blocks()[opener].entries().keySet().every { LanguagePage.text().contains("| `$it` |") }

        where:
        opener << ['file', 'runbook', 'step', 'check', 'backup', 'warm']
    }

    def "every named option of a word is told of where the word is documented"() {
        given:
        List<String> rows = LanguagePage.text().readLines()
        List<String> untold = new AllWords().blocks().values()*.entries()*.values().flatten().collectMany { entry ->
            List<String> told = rows.findAll { it.startsWith("| `${entry.word()}` |") }*.split(/ \| /)*.getAt(1)
            entry.names().findAll { name -> !told.any { it.contains("$name:") } }.collect { "${entry.word()} $it:".toString() }
        }

        expect:
        untold.unique() == []
    }

    def "an editor that knows the classes alone knows every word of a runbook: #file"() {
        given: 'the type checker, told of nothing but the script\'s base class'
        CompilerConfiguration settings = new CompilerConfiguration(scriptBaseClass: RunbookScript.name)
        settings.addCompilationCustomizers(new ImportCustomizer().addStarImports('java.time'), new ASTTransformationCustomizer(TypeChecked))

        expect:
        new GroovyShell(RunbookScript.classLoader, new Binding(), settings).parse(new File(file))

        where:
        file << ['runbooks/getting-started.groovy', 'runbooks/mono-uuid-schema/mono-uuid-schema.groovy']
    }

    def "the file that tells IntelliJ so names the class, and is in the jar"() {
        expect:
        Class.forName((getClass().getResource('/handrail.gdsl').text =~ /findClass\('([^']+)'\)/)[0][1] as String) == RunbookScript
    }
}
