package dev.handrail.dsl

import dev.handrail.dsl.words.AllWords
import dev.handrail.dsl.words.Lexicon
import dev.handrail.dsl.words.Values

import java.util.regex.Matcher
import java.util.regex.Pattern

/** docs/language.md as the words themselves have it: what their classes say of each, and how it is written. */
class LanguagePage {
    static final String COMMAND = 'mvn -q test -Dtest=LanguagePageSpec -Dhandrail.write=docs'

    /** Documentation, then what stands before a method's name. */
    private static final Pattern DOCUMENTED = ~/(?s)\/\*\*((?:(?!\*\/).)*)\*\/\s*@Word\(((?:[^"]|"(?:\\.|[^"\\])*")*?)\)\s*(?:@\w+(?:\([^)]*\))?\s*)*(?:public|default)\s+[^(;{]*?(\w+)\s*\(/

    private static final List<String> FIRST = ['file', 'runbook', 'section', 'recovery', 'family', 'step', 'rollback', 'remedy', 'check', 'require',
                                               'when', 'until', 'watch'] + Vocabulary.ACTIONS

    private final Map<Class, Map<String, List<String>>> documented = [:]

    private static final String TEXT = new LanguagePage().page()

    static String text() {
        TEXT
    }

    private String page() {
        Map<String, Lexicon> blocks = new AllWords().blocks()
        Set<String> everywhere = words(Values).keySet()
        List<String> order = blocks.keySet().sort(false) { [FIRST.indexOf(it) < 0 ? 1 : 0, FIRST.indexOf(it), it] as Order }
        Map<List<String>, List<String>> same = order.groupBy { blocks[it].entries().collect { word, entry -> "$word $entry.overloads".toString() } }
        List<String> parts = [head()]
        same.values().each { openers -> parts << block(openers, blocks[openers[0]], everywhere) }
        parts << values()
        parts.join('\n')
    }

    private static String head() {
        """# The language, word by word
Every word of a runbook, by the block in which it may stand. This page is made of what the words' own classes say, as an editor shows it; after a change of theirs it is written anew with

```
$COMMAND
```

How the words go together is told in the [tutorial](tutorial.md), each action with its options, risks and ways back on [a page of its own](steps), families of steps and included files in [composition](composition.md). `handrail help WORD` has the same offline.
"""
    }

    private String block(List<String> openers, Lexicon lexicon, Set<String> everywhere) {
        List<Lexicon.Entry> own = lexicon.entries().values().findAll { !(it.word() in everywhere) }
        String place = openers == ['file'] ? 'At the top of the file' : 'In ' + openers.collect { "`$it`" }.join(', ')
        String page = openers.findAll { new File("docs/steps/${it}.md").exists() }.collect { " · [`$it`](steps/${it}.md)" }.join('')
        List<Lexicon.Entry> statements = own.findAll { !it.isValue() }
        List<Lexicon.Entry> values = own.findAll { it.isValue() }
        "## $place$page\n" + table(statements) + (values ? "\nUsed inside these:\n\n" + table(values) : '')
    }

    private String values() {
        List<Lexicon.Entry> entries = Lexicon.of(Values, 'values').entries().values() as List
        "## In every block\nValues, used inside other words.\n\n" + table(entries)
    }

    private String table(List<Lexicon.Entry> entries) {
        if (entries.empty) {
            return ''
        }
        '| word | | written |\n|---|---|---|\n' + entries.sort(false) { it.word() }.collect { row(it) }.join('')
    }

    private String row(Lexicon.Entry entry) {
        List<String> told = entry.overloads()*.declaringClass.unique().collectMany { words(it)[entry.word()] ?: [] }.unique()
        List<String> different = told.findAll { one -> !told.any { !it.is(one) && one.startsWith(it[0..-2]) && one[it.length() - 1] in [';', ','] } }
        "| `${entry.word()}` | ${different.join(' ')} | ${entry.examples().collect { code(it) }.join('<br>')} |\n"
    }

    private static String code(String example) {
        String cell = example.replace('|', '\\|')
        cell.contains('`') ? "`` $cell ``" : "`$cell`"
    }

    /** What the source of a class says of each of its words, in the order in which it stands there. */
    private Map<String, List<String>> words(Class type) {
        documented.computeIfAbsent(type) {
            Map<String, List<String>> words = [:]
            Matcher found = DOCUMENTED.matcher(new File("src/main/java/${type.name.replace('.', '/')}.java").text)
            while (found.find()) {
                String method = found.group(3)
                String word = method ==~ /get[A-Z].*/ ? method[3].toLowerCase() + method.substring(4) : method
                words.computeIfAbsent(word) { [] } << plain(found.group(1))
            }
            words
        }
    }

    private static String plain(String doc) {
        String text = doc.readLines()*.replaceFirst(/^\s*\*? ?/, '')*.trim().findAll().takeWhile { !it.startsWith('@') }.join(' ')
        text.replaceAll(/\{@code ((?:[^{}]|\{[^{}]*\})*)\}/) { "`${it[1]}`" }
            .replaceAll(/\{@link #?([^}]*)\}/) { "`${it[1]}`" }
            .replaceAll(/<code>(.*?)<\/code>/) { "`${it[1]}`" }
            .replace('&lt;', '<').replace('&gt;', '>').replace('|', '\\|').trim()
    }

    /** Lists compare element by element. */
    private static class Order implements Comparable<Order> {
        final List keys

        Order(List keys) {
            this.keys = keys
        }

        int compareTo(Order other) {
            [keys, other.keys].transpose().findResult(0) { a, b -> (a <=> b) ?: null }
        }
    }
}
