package dev.handrail.dsl

import dev.handrail.dsl.mistake.Code
import dev.handrail.dsl.words.AllWords
import dev.handrail.dsl.words.StepDsl
import dev.handrail.dsl.words.Word
import dev.handrail.runbook.Action
import spock.lang.Specification

import java.nio.file.Path

/** Every word is whole: its class, its method, its help, its page, and examples that load. */
class VocabularySpec extends Specification {
    static final Map<String, String> CLASSES = [
        backup: 'backup.BackupAction', restore: 'backup.RestoreAction', sql: 'sql.SqlAction', migrate: 'migrate.MigrateAction',
        index: 'index.IndexAction', constraint: 'index.ConstraintAction', backfill: 'backfill.BackfillAction', partition: 'partition.PartitionAction', flush: 'cache.FlushAction',
        warm: 'cache.WarmAction', http: 'http.HttpAction', command: 'command.CommandAction', manual: 'manual.ManualAction',
        waitFor: 'waiting.WaitForAction', monitor: 'waiting.MonitorAction']

    static Path page(String word) {
        Path.of('docs/steps', "${word}.md")
    }

    def "every action has its class and its method"() {
        expect:
        Vocabulary.ACTIONS as Set == CLASSES.keySet()
        Class.forName("dev.handrail.${CLASSES[word]}").interfaces.contains(Action)
        StepDsl.declaredMethods.any { it.name == word && it.isAnnotationPresent(Word) }

        where:
        word << Vocabulary.ACTIONS
    }

    def "every word has a sentence of help and an example that shows it"() {
        expect:
        Vocabulary.blocks().each { opener, words ->
            words.each { help ->
                assert !help.sentence().blank && !help.sentence().endsWith('.')
                help.examples().each { assert it.contains(help.word()) }
            }
        }
    }

    def "the vocabulary names its blocks"() {
        expect:
        Vocabulary.blocks().keySet().containsAll(['file', 'runbook', 'section', 'recovery', 'step', 'rollback', 'remedy', 'check', 'require',
                                                  'when', 'until', 'watch', 'monitor', 'waitFor', 'http', 'command', 'sql', 'explain'] + (Vocabulary.ACTIONS - ['manual']))
        Vocabulary.blocks()['rollback']*.word().containsAll(['sql', 'check'])
        !Vocabulary.blocks()['rollback']*.word().contains('rollback')
        !Vocabulary.blocks()['recovery']*.word().contains('after')
        Vocabulary.blocks()['partition'].find { it.word() == 'month' }.value()
        !Vocabulary.blocks()['partition'].find { it.word() == 'by' }.value()
    }

    def "no word hides a method of Groovy's scripts and closures"() {
        given:
        Set<String> taken = (groovy.lang.Closure.methods*.name + groovy.lang.Script.methods*.name + Object.methods*.name) as Set

        expect:
        new AllWords().blocks().values().collectMany { it.entries().keySet() }.findAll { it in taken }.empty
    }

    def "every action has its page, and what its examples say loads: #word"() {
        expect:
        !examples(page(word)).empty
        examples(page(word)).each { assert loads(it) == [] }

        where:
        word << Vocabulary.ACTIONS
    }

    def "every kind of mistake is explained in docs/errors.md, and none that is not"() {
        expect:
        (new File('docs/errors.md').text =~ /\| (HR\d{3}) \|/).collect { it[1] } == Code.values()*.id()
    }

    private static List<String> examples(Path page) {
        (page.toFile().text =~ /(?s)```groovy\n(.*?)```/).collect { it[1] as String }
    }

    /** The mistakes of an example, a whole runbook or the words of a step. The files it names are not there: that is no mistake. */
    private static List<String> loads(String example) {
        Script script = example.contains('runbook(') ? Script.of(example) : Script.step(example)
        script.mistakes().findAll { it.code() != 'HR051' }*.told()
    }
}
