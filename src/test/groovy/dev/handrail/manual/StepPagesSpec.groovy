package dev.handrail.manual

import dev.handrail.dsl.Loaded
import dev.handrail.dsl.Loader
import dev.handrail.dsl.Mode
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** Every example in docs/steps loads. A block of SQL whose first line names a file is that file beside the runbook, a directory is there. */
class StepPagesSpec extends Specification {
    @TempDir
    Path folder

    def "the example of #page.name loads without a warning and uses its word"() {
        given:
        String text = page.text
        String word = page.name - '.md'
        blocks(text, 'sql').findAll { it ==~ /(?s)-- \S+\.sql\n.*/ }.each { sql ->
            Path file = folder.resolve(sql.readLines()[0].substring(3))
            Files.createDirectories(file.parent)
            Files.writeString(file, sql)
        }
        text.findAll(/directory '([\w\/]+)'/) { it[1] }.each { Files.createDirectories(folder.resolve(it)) }

        when:
        List<Loaded> all = blocks(text, 'groovy').withIndex().collect { script, i ->
            Path file = folder.resolve("example-${i}.groovy")
            Files.writeString(file, script)
            new Loader(null).load(file, [:], Mode.CHECK)
        }

        then:
        !all.empty
        all*.warnings().flatten() == []
        all*.runbook().any { book ->
            (book.steps().toList() + book.recoveries()*.steps().flatten()).any {
                word == 'check' ? !it.checks().empty : it.action()?.word() == word
            }
        }

        where:
        page << new File('docs/steps').listFiles().findAll { it.name.endsWith('.md') }.sort()
    }

    private static List<String> blocks(String text, String language) {
        text.findAll(/(?ms)^```$language\n(.*?)^```/) { it[1] }
    }
}
