package dev.handrail.dsl

import dev.handrail.dsl.mistake.Mistake
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir
import spock.lang.Timeout
import spock.lang.Unroll

import java.nio.file.Files
import java.nio.file.Path

/** Loading declares and does nothing: what would act is refused, and has not acted. MARK stands for a file. */
class ClosedLanguageSpec extends Specification {
    static final List<String> ACTS = [
        "new File('MARK').createNewFile()",
        "new File('MARK').text = 'x'",
        "new java.io.File('MARK').createNewFile()",
        "'touch MARK'.execute()",
        "['touch', 'MARK'].execute()",
        '"touch ${\'MARK\'}".execute()',
        "Runtime.getRuntime().exec('touch MARK')",
        "Runtime.runtime.exec('touch MARK')",
        "new ProcessBuilder('touch', 'MARK').start()",
        "Eval.me(\"new File('MARK').createNewFile()\")",
        "evaluate(\"new File('MARK').createNewFile()\")",
        "new GroovyShell().evaluate(\"new File('MARK').createNewFile()\")",
        "''.class.forName('java.io.File').getConstructor(String).newInstance('MARK').createNewFile()",
        "''.getClass().forName('java.io.File')",
        "Class.forName('java.io.File')",
        "java.nio.file.Files.createFile(java.nio.file.Path.of('MARK'))",
        "Thread.start { new File('MARK').createNewFile() }",
        "new Thread({ new File('MARK').createNewFile() } as Runnable).start()",
        "def f = { new File('MARK').createNewFile() }; f()",
        "['MARK'].each { new File(it).createNewFile() }",
        "['MARK'].collect { String each -> new File(each) }*.createNewFile()",
        "def f = 'MARK' as File; f.createNewFile()",
        "(File) 'MARK'",
        "def f = File.&createTempFile; f('a', 'b')",
        "def f = File::new; f('MARK').createNewFile()",
        "new Object() { { new File('MARK').createNewFile() } }",
        "@groovy.transform.ASTTest(phase = CONVERSION, value = { new File('MARK').createNewFile() }) int n = 1",
        "try { new File('MARK').createNewFile() } catch (any) { }",
        "def x = new URL('file:MARK').text",
        "'MARK'.toURL().text",
        "'MARK'.asType(File).createNewFile()",
        "System.setProperty('MARK', 'x')",
        "System.exit(3)",
        "System.getenv('HOME')",
        "sleep 10",
        "Thread.sleep(10)",
        "println 'x'",
        "this.println('x')",
        "print 'x'",
        "this",
        "def x = this",
        "def x = owner",
        "def x = delegate",
        "def x = thisObject",
        "def x = directive",
        "def x = metaClass",
        "String.metaClass.foo = { 3 }",
        "def x = getMetaClass()",
        "def x = binding",
        "getBinding().setVariable('x', 1)",
        "setProperty('x', 1)",
        "invokeMethod('println', 'x')",
        "with { new File('MARK').createNewFile() }",
        "tap { new File('MARK').createNewFile() }",
        "'MARK'.with { new File(it).createNewFile() }",
        "every { new File('MARK').createNewFile() }",
        "any { new File('MARK').createNewFile() }",
        "use(Object) { }",
        "wait()",
        "notify()",
        "hashCode()",
        "Math.random()",
        "LocalDate.now()",
        "Instant.now()",
        "UUID.randomUUID()",
        "[1, 2].shuffled()",
        "def c = { 3 }; def x = c.delegate",
        "def c = { 3 }; c.delegate = 4",
        "def c = { 3 }; c['delegate'] = 4",
        "def c = { 3 }; c.resolveStrategy = 1",
        "def c = { 3 }; c.setDelegate('x')",
        "def x = 'x'['class']",
        "def x = [1]['class']",
        "Locale.setDefault(Locale.US)",
        "def x = Integer.getInteger('user.home')",
        "def x = Boolean.getBoolean('user.home')",
        "for (@groovy.transform.ASTTest(phase = CONVERSION, value = { new File('MARK').createNewFile() }) String s in ['b']) { }",
        "List<@groovy.transform.ASTTest(phase = CONVERSION, value = { new File('MARK').createNewFile() }) String> s = []",
        "def c = { @groovy.transform.ASTTest(phase = CONVERSION, value = { new File('MARK').createNewFile() }) String s -> s }",
        "'x'.\"toString\"()",
        "def m = 'exit'; System.\"\$m\"(3)",
        "int[].class",
        "assert new File('MARK').createNewFile()",
        "synchronized ('x') { }",
        "while (new File('MARK').createNewFile()) { }",
        "if (new File('MARK').createNewFile()) { }",
        "int n = new File('MARK').createNewFile() ? 1 : 2",
        "def s = \"\${new File('MARK').createNewFile()}\"",
        "def s = \"\${-> new File('MARK').createNewFile()}\"",
        "def m = [a: new File('MARK').createNewFile()]",
        "def c = { x = new File('MARK') -> x }; c()",
    ]

    @TempDir
    Path folder

    private String mark() {
        folder.resolve('mark').toString()
    }

    private List<Mistake> refused(String text) {
        List<Mistake> mistakes = Script.of(text.replace('MARK', mark())).mistakes()
        assert !Files.exists(Path.of(mark()))
        mistakes
    }

    @Unroll("in a step: #code")
    def "what would act is refused in a step, and has not acted"() {
        expect:
        refused("""runbook('x') { database 'main'; section('a') { step('b') {
$code
sql 'select 1'
} } }""").every { it.position().line() == 2 } || code.contains('ASTTest')

        and:
        !refused("""runbook('x') { database 'main'; section('a') { step('b') {
$code
sql 'select 1'
} } }""").empty

        where:
        code << (ACTS - ["'x'.\"toString\"()"])
    }

    @Unroll("in the file: #code")
    def "what would act is refused at the top of the file, and has not acted"() {
        expect:
        !refused("$code\nrunbook('x') { section('a') { step('b') { manual 'x' } } }").empty

        where:
        code << (ACTS - ["'x'.\"toString\"()"])
    }

    @Unroll("in a helper class: #code")
    def "what would act is refused in a helper class, called or not, and has not acted"() {
        expect:
        !refused("class H { static void act() {\n$code\n} }\nrunbook('x') { section('a') { step('b') { manual 'x' } } }").empty

        where:
        code << (ACTS - ["'x'.\"toString\"()"])
    }

    @Unroll("#code")
    def "a class can't act by being there"() {
        expect:
        !refused("$code\nrunbook('x') { section('a') { step('b') { manual 'x' } } }").empty

        where:
        code << [
            "class H { static { new File('MARK').createNewFile() } }",
            "class H { static final boolean A = new File('MARK').createNewFile() }",
            "class H { static String x(boolean b = new File('MARK').createNewFile()) { '' } }",
            "class H extends Thread { }",
            "class H implements Runnable { void run() { } }",
            "class H { String toString() { 'x' } }",
            "class H { H() { } }",
            "class H { static int counter = 0 }",
            "enum E { A }",
            "interface I { }",
            "trait T { }",
            "record R(int a) { }",
            "@groovy.transform.ASTTest(phase = CONVERSION, value = { new File('MARK').createNewFile() }) class H { }",
            "@groovy.transform.ASTTest(value = { new File('MARK').createNewFile() }) class H { }",
            "@groovy.transform.CompileDynamic class H { }",
            "@Grab('org.example:x:1.0') class H { }",
            "@Grab('org.example:x:1.0') import java.time.Year",
            "@GrabResolver('http://127.0.0.1:1/') import java.time.Year",
            "@GrabConfig(systemClassLoader = true) import java.time.Year",
            "@groovy.transform.BaseScript java.lang.Object b",
            "@groovy.transform.Field String x = 'y'",
            "import java.io.File",
            "import java.nio.file.*",
            "import static java.lang.System.exit",
            "import static java.lang.Runtime.*",
            "import java.lang.System as S",
            "package x.y",
            "def act() { new File('MARK').createNewFile() }",
            "static act() { new File('MARK').createNewFile() }",
        ]
    }

    def "the same code acts where nothing closes the language: the marker can be made"() {
        when:
        new GroovyShell().evaluate("new File('${mark()}').createNewFile()")

        then:
        Files.exists(Path.of(mark()))
    }

    def "a stray quote does not execute half of a statement"() {
        expect:
        refused("runbook('x') { database 'm'; section('a') { step('b') { sql 'delete from t where a = 'x'' } } }")*.code() == ['HR010']
    }

    @Unroll("#code")
    def "text, numbers, collections, dates and helpers of the author's own are there"() {
        expect:
        Script.of("class Own { static String up(String s) { s.toUpperCase() }\nstatic final int MANY = 3 }\n$code\n"
            + "runbook('x') { section('a') { step('b') { manual \"x \${value}\" } } }".replace('value', 'made'))
            .runbook().step('a/b').get().action().instruction().show() == "x $is"

        where:
        code                                                                              | is
        "String made = 'a' + 'b'.toUpperCase() + 3"                                       | 'aB3'
        "int made = (1..4).size() * 2 - 1"                                                | '7'
        "def made = ['b', 'a'].sort().join('-')"                                          | 'a-b'
        "def made = ['b', 'a'].collect { it.toUpperCase() }.findAll { it > 'A' }.size()"  | '1'
        "def made = [a: 1, b: 2].collect { String k, int v -> k + v }.join()"             | 'a1b2'
        "def made = [a: 1].a"                                                             | '1'
        "String made = Own.up('x') + Own.MANY"                                            | 'X3'
        "Closure<String> twice = { String s -> s * 2 }; String made = twice('ab')"        | 'abab'
        "def made = LocalDate.of(2026, 12, 1).plusMonths(1)"                              | '2027-01-01'
        "def made = Duration.ofMinutes(90)"                                               | '1h30m'
        "import java.time.*\ndef made = DayOfWeek.MONDAY"                                 | 'MONDAY'
        "def made = date('2026-12-01').month.value"                                       | '12'
        "def made = LocalDate.of(2026, 12, 1).format(DateTimeFormatter.ofPattern('yyyy_MM'))" | '2026_12'
        "String made = ''; for (int i = 0; i < 3; i++) { made += i }"                     | '012'
        "String made = true ? 'a'.padLeft(3, '.') : 'b'"                                  | '..a'
        "def made = 'a,b'.split(',').length"                                              | '2'
        "def made = 'x1y2'.replaceAll(/\\d/, '')"                                         | 'xy'
        "def made = new BigDecimal('1.50').setScale(1)"                                   | '1.5'
        "def all = []; all << 'a'; all.add('b'); String made = all[1]"                    | 'b'
        "def (String one, String two) = ['a', 'b']; String made = two + one"              | 'ba'
        "String made = 'x'.\"toString\"()"                                                | 'x'
        "int n = 2; String made; switch (n) { case 2: made = 'two'; break; default: made = 'other' }" | 'two'
        "String made = null ?: 'fallback'"                                                | 'fallback'
        "boolean made = 'abc' ==~ /a.*/ && 'b' in ['b']"                                  | 'true'
    }

    def "steps may be made in loops and by local closures, with ids of their own"() {
        expect:
        Script.of('''
List<String> both = ['users', 'orders']
runbook('x') {
  database 'main'
  section('a', 'A') {
    both.each { String each -> step("each-${each}", "Each of ${each}") { sql "analyze ${name(each)}" } }
    for (String each in both) { step("for-${each}") { sql "analyze ${name(each)}" } }
    def audit = { String which -> step("audit-${which}") { sql "analyze ${name(which)}" } }
    audit 'x'
    if (both.size() > 1) { step('many') { manual 'x' } }
  }
}''').runbook().steps()*.id() == ['a/each-users', 'a/each-orders', 'a/for-users', 'a/for-orders', 'a/audit-x', 'a/many']
    }

    def "a closure that says a step can't say it inside another step"() {
        expect:
        Script.of('''runbook('x') { section('a', 'A') {
    def audit = { String which -> step("audit-${which}") { manual 'x' } }
    step('b') { manual 'x'; audit('y') }
  } }''').mistakes()*.code() == ['HR021']
    }

    def "return would leave out what follows"() {
        expect:
        Script.of("runbook('x') { section('a') { step('b') { manual 'x'; §return; note 'y' } } }").mistakes()*.code() == ['HR015']
    }

    def "a failure of the author's own code is told with its place"() {
        given:
        String text = "int zero = 0\nint made = §10.intdiv(zero)\nrunbook('x') { section('a') { step('b') { manual 'x' } } }"

        when:
        List<Mistake> mistakes = Script.of(text).mistakes()

        then:
        mistakes*.code().contains('HR080')
        mistakes[0].position().line() == 2
    }

    @Timeout(60)
    @Tag('long')
    def "a computation without an end is refused after a bounded time, with its place"() {
        given:
        String endless = 'it has not ended after 1s'
        Map<String, String> texts = [
            'while (true) { }': "HR080:1: this failed while the runbook was read: $endless",
            'class Own {\n  static int never() {\n    while (true) { }\n  }\n}\nint n = Own.never()': "HR080:3: this failed while the runbook was read: $endless",
            'Closure<Integer> turn = { int n ->\n  for (;;) { n++ }\n}\nint made = turn(1)': "HR080:2: this failed while the runbook was read: $endless",
            'def made = (1..2_000_000_000).collect { it % 7 }.count { it > 8 }\nString x = \'y\'': 'HR080:1: this failed while the runbook was read: ',
            'class Own {\n  static int deeper(int n) { return deeper(n + 1) + 1 }\n}\nint n = Own.deeper(0)': 'HR080:2: this failed while the runbook was read: it calls itself without end',
            'def all = []\nwhile (true) { all << \'x\' * 10_000_000 }': 'HR080:2: this failed while the runbook was read: it needs more memory than there is',
            'class Own {\n  static final int MADE = 1.intdiv(0)\n}\nint made = Own.MADE': 'HR080:2: this failed while the runbook was read: / by zero',
        ].collectEntries { [Script.of(it.key + "\nrunbook('x') { section('a') { step('b') { manual 'x' } } }").file.toString(), it.value] }

        when:
        Process child = new ProcessBuilder([System.getProperty('java.home') + '/bin/java', '-Xmx64m', '-XX:TieredStopAtLevel=1',
            '-XX:+UseSerialGC', '-cp', System.getProperty('java.class.path'), LoadBriefly.name] + (texts.keySet() as List)).redirectErrorStream(true).start()
        List<String> said = child.inputStream.readLines()

        then:
        said.size() == texts.size()
        [said, texts.values() as List].transpose().each { told, awaited -> assert told.startsWith(awaited) }
    }
}
