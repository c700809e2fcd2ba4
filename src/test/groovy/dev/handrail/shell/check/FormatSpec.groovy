package dev.handrail.shell.check

import dev.handrail.dsl.Loaded
import dev.handrail.dsl.Loader
import dev.handrail.dsl.Mode
import dev.handrail.dsl.mistake.Mistake
import dev.handrail.dsl.mistake.Mistakes
import dev.handrail.json.Json
import dev.handrail.problem.Position
import dev.handrail.raw.Hostile
import dev.handrail.runbook.Hazard
import dev.handrail.runbook.Runbook
import dev.handrail.shell.out.Console
import dev.handrail.text.Redactor
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.InvalidPathException
import java.nio.file.Path

/** The same findings for people, programs and code hosts. */
class FormatSpec extends Specification {
    @TempDir
    Path folder

    private Checked checked(String name, String step) {
        Path file = folder.resolve(name)
        Files.createDirectories(file.parent)
        Files.writeString(file, "runbook('r', 'R') {\n  database 'main'\n  section('s', 'S') {\n$step\n  }\n}\n")
        try {
            new Checked(file, new Loader(null).load(file, [:], Mode.CHECK), null, [])
        } catch (Mistakes found) {
            new Checked(file, null, found, [])
        }
    }

    private List<Checked> found() {
        [checked('a, b:100%/r.groovy', "step('a') { sql 'create index i on t (a)'; irreversible 'x' }"),
         checked('accepted.groovy', "step('a') {\n// handrail:accept HZ015 nobody\nsql 'create index i on t (a)'; irreversible 'x' }"),
         checked('wrong.groovy', "step('a') { sqk 'x' }")]
    }

    private String told(Format format, List<Checked> all = found()) {
        ByteArrayOutputStream out = new ByteArrayOutputStream()
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)
        format.tell(new Console(stream, stream, new Redactor(), false, false), all, folder)
        out.toString(StandardCharsets.UTF_8)
    }

    def "for people a hazard says what, where and what is safer"() {
        expect:
        told(Format.TEXT, found().take(2)).readLines() == [
            'warning HZ015: an index is built on t; nobody writes to it meanwhile',
            "  --> ${folder.resolve('a, b:100%/r.groovy')}:4:18".toString(),
            "  safer: index { create 'i on t (a)' }",
            'ok  r  1 steps, 1 warning',
            'ok  r  1 steps, 1 accepted']
    }

    def "as JSON each finding is a record, with the reason where it was accepted"() {
        given:
        List<Map> records = told(Format.JSON).readLines().collect { Json.read(it) as Map }

        expect:
        records*.type == ['hazard', 'checked', 'hazard', 'checked', 'mistake']
        records*.code == ['HZ015', null, 'HZ015', null, 'HR020']
        records[2].accepted == 'nobody'
        records[1].hazards == 1
        records[3].hazards == 0 && records[3].accepted == 1
    }

    def "for GitHub each is an annotation, its own signs escaped"() {
        expect:
        told(Format.GITHUB).readLines()*.replaceAll(/::([^:]*).*/, '::$1') != []
        with(told(Format.GITHUB).readLines()) {
            it[0] == '::warning file=a%2C b%3A100%25/r.groovy,line=4,col=18,title=HZ015::an index is built on t; nobody writes to it ' +
                "meanwhile%0Asafer: index { create 'i on t (a)' }"
            it[1].startsWith('::notice file=accepted.groovy,line=6,col=6,title=HZ015::')
            it[1].endsWith('%0Aaccepted: nobody')
            it[2].startsWith('::error file=wrong.groovy,line=4,col=13,title=HR020::')
            it.size() == 3
        }
    }

    def "SARIF has what its schema requires"() {
        given:
        Map log = Json.read(told(Format.SARIF)) as Map
        Map run = log.runs[0] as Map

        expect: 'the log'
        log.version == '2.1.0'
        log.'$schema'.toString().endsWith('sarif-2.1.0.json')
        log.keySet() == ['$schema', 'version', 'runs'] as Set

        and: 'the tool, its rules'
        run.tool.driver.name == 'handrail'
        run.columnKind == 'utf16CodeUnits'
        run.tool.driver.rules*.id == ['HZ015', 'HR020']
        run.tool.driver.rules[0].shortDescription.text
        run.tool.driver.rules[0].help.text

        and: 'the results'
        run.results.size() == 3
        run.results.every { it.message.text && it.level in ['none', 'note', 'warning', 'error'] }
        run.results.every { run.tool.driver.rules[it.ruleIndex].id == it.ruleId }
        run.results*.level == ['warning', 'warning', 'error']
        run.results.every { result ->
            Map place = result.locations[0].physicalLocation as Map
            URI uri = new URI(place.artifactLocation.uri as String)
            !uri.absolute && Files.exists(folder.resolve(uri.path)) && place.region.startLine == 4 + (result.suppressions ? 2 : 0) &&
                place.region.startColumn >= 1
        }
        run.results[1].suppressions == [[kind: 'inSource', justification: 'nobody']]
        !run.results[0].suppressions
    }

    def "whatever a file, a statement or a reason holds, each finding stays one, and nothing of it is raw"() {
        given:
        Runbook book = new Runbook('book', 'A book', Runbook.About.NOTHING, [], [], [], [], Path.of('book.groovy'), 'd', [:])
        List<String> hostile = Hostile.strings()
        List<Checked> all = hostile.collectMany { text ->
            Position here = new Position(named(text) ? text : 'r.groovy', 1, 2)
            Hazard hazard = new Hazard('HZ015', text, text, here)
            [new Checked(Path.of('book.groovy'), new Loaded(book, [hazard, hazard.accepted(text)]), null, [], [new Remark(here, text)]),
             new Checked(Path.of('book.groovy'), null, new Mistakes([new Mistake('HR020', text, here, text, 1, text, [text], text, [text])]), [])]
        }

        expect:
        Format.values().collectMany { Hostile.raw(told(it, all)) } == []
        told(Format.GITHUB, all).readLines().size() == 4 * hostile.size()
        told(Format.GITHUB, all).readLines().every { it ==~ /::(error|warning|notice) file=[^,:]*,line=1,col=2,title=H[RZ]\d+::.*/ }
        told(Format.JSON, all).readLines().collect { Json.read(it) as Map }*.type.countBy { it } ==
            [unjudged: hostile.size(), hazard: 2 * hostile.size(), checked: hostile.size(), mistake: hostile.size()]
        told(Format.TEXT, all).readLines().count { it.startsWith('warning HZ015: ') } == hostile.size()
        told(Format.TEXT, all).readLines().count { it.startsWith('error HR020: ') } == hostile.size()

        when:
        List<Map> results = Json.read(told(Format.SARIF, all)).runs[0].results

        then:
        results.size() == 4 * hostile.size()
        results.every { URI.create(it.locations[0].physicalLocation.artifactLocation.uri as String) }
        results.findAll { it.suppressions }.size() == hostile.size()
    }

    /** Whether a file can have that name. */
    private static boolean named(String text) {
        try {
            Path.of(text).nameCount == 1
        } catch (InvalidPathException ignored) {
            false
        }
    }

    def "nothing found is a whole log too"() {
        given:
        Map log = Json.read(told(Format.SARIF, [])) as Map

        expect:
        log.runs[0].results == []
        log.runs[0].tool.driver.rules == []
    }
}
