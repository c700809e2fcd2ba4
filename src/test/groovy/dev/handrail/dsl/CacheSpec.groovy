package dev.handrail.dsl

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/** What is kept of a script is as good as the script, and never better. */
class CacheSpec extends Specification {
    static final String BOOK = '''String made = input('in', 'a', 'What for')
Duration long1 = input('long', duration('15m'), 'How long')
runbook('x', "X ${made}") {
  database 'main'; cache 'c'; service 'api'
  section('a', 'A') {
    step('b') { http { post '/x'; header 'A', "Bearer ${secret('t')}"; json a: [1, 2.5, true, 'x'], b: startedAt; capture 'id', '$.id' } }
    step('c') { sql "update t set a = ${made} where b = ${name('B')} and c = ${result('a/b', 'id')}"; timeout long1 }
    step('d') { command(['x', "y-${runId}"]) { env U: url('main') } }
    step('e') { check('f') { sql 'select a from t'; expect matching(~/(?i)a.*/) ; expect atLeast(ratio(0.99), of: 'select 2') } }
    step('g') { waitFor '1s' }
  }
}
'''

    @TempDir
    Path home

    private Path folder() {
        home.resolve('cache/compiled')
    }

    private List<Path> files(String kind) {
        Files.list(folder()).filter { it.toString().endsWith(kind) }.toList()
    }

    def "a kept script means the same as a fresh one"() {
        given:
        Script script = Script.of(BOOK)
        String fresh = shown(script.load())
        script.cachedIn(folder())

        expect:
        shown(script.load()) == fresh
        files('.tape').size() == 1
        files('.classes').size() == 1
        shown(script.load()) == fresh

        and: 'without the tape, from the classes'
        files('.tape').each { Files.delete(it) }
        shown(script.load()) == fresh
    }

    def "other inputs need no compiler, another script does"() {
        given:
        Script script = Script.of(BOOK).cachedIn(folder())
        script.load()

        when:
        script.given([in: 'b'])

        then:
        script.runbook().title() == 'X b'
        [files('.tape').size(), files('.classes').size()] == [2, 1]

        when:
        Files.writeString(script.file, BOOK.replace("'X ", "'Y ").replace('"X ', '"Y '))

        then:
        script.runbook().title() == 'Y b'
        [files('.tape').size(), files('.classes').size()] == [3, 2]
    }

    def "a changed file of the runbook is seen, though the script is kept"() {
        given:
        Script script = Script.of("runbook('x') { database 'm'; section('a') { step('b') { sql file('x.sql') } } }").file('x.sql', 'select 1').cachedIn(folder())
        String first = script.runbook().digest()

        when:
        script.file('x.sql', 'drop table t')

        then:
        script.runbook().digest() != first
        script.step().action().ceiling().word() == 'destroys'
    }

    def "mistakes are found again, and with the same places"() {
        given:
        Script script = Script.of("runbook('x') { database 'm'; section('a') { step('b') { sql file('nowhere.sql') } } }").cachedIn(folder())

        expect:
        3.times { assert script.mistakes()*.code() == ['HR051'] }
        script.mistakes()[0].position().column() == 66
        script.mistakes()[0].line().contains('nowhere.sql')
    }

    def "a script with mistakes of its own is not kept"() {
        when:
        Script.of("runbook('x') { sectoin('a') { } }").cachedIn(folder()).mistakes()

        then:
        !Files.exists(folder()) || files('').empty
    }

    def "a damaged entry is made again, silently: #damage"() {
        given:
        Script script = Script.of(BOOK).cachedIn(folder())
        String fresh = shown(script.load())
        Files.list(folder()).forEach { Path file ->
            byte[] bytes = Files.readAllBytes(file)
            Files.write(file, change(bytes) as byte[])
        }

        expect:
        shown(script.load()) == fresh

        and: 'and is whole again'
        files('.tape').every { Files.size(it) > 40 }
        shown(script.load()) == fresh

        where:
        damage       | change
        'emptied'    | { byte[] b -> new byte[0] }
        'cut short'  | { byte[] b -> Arrays.copyOf(b, b.length - 7) }
        'cut to 10'  | { byte[] b -> Arrays.copyOf(b, 10) }
        'one bit'    | { byte[] b -> b[b.length >> 1] ^= 1; b }
        'overwritten' | { byte[] b -> 'x'.multiply(b.length).bytes }
    }

    def "what is kept is for its owner alone"() {
        given:
        Script.of(BOOK).cachedIn(folder()).load()

        expect:
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())) == 'rwx------'
        Files.list(folder()).allMatch { PosixFilePermissions.toString(Files.getPosixFilePermissions(it)) == 'rw-------' }
    }

    def "what others could have written is not used"() {
        given:
        Script script = Script.of(BOOK).cachedIn(folder())
        script.load()
        Path tape = files('.tape')[0]
        Files.setPosixFilePermissions(tape, PosixFilePermissions.fromString('rw-rw-rw-'))

        when:
        script.load()

        then: 'it was written anew'
        PosixFilePermissions.toString(Files.getPosixFilePermissions(tape)) == 'rw-------'
    }

    def "old entries go when there are many"() {
        given:
        Script script = Script.of(BOOK).cachedIn(folder())
        script.load()
        500.times {
            Path old = Files.writeString(folder().resolve("old-${it}.tape"), 'x')
            Files.setLastModifiedTime(old, java.nio.file.attribute.FileTime.fromMillis(it))
        }

        when:
        script.given([in: 'other']).load()

        then:
        files('').size() == 200
        files('.classes').size() == 1
    }

    def "a cache that can't be written costs nothing but time"() {
        given:
        Path file = home.resolve('a-file')
        Files.writeString(file, 'x')

        expect:
        Script.of(BOOK).cachedIn(file.resolve('cache')).runbook().name() == 'x'
    }

    def "the second load starts neither the compiler nor Groovy"() {
        given: 'a JVM of its own'
        Script script = Script.of(BOOK).cachedIn(folder())
        script.load()
        String java = ProcessHandle.current().info().command().get()
        List<String> command = [java, '-Xlog:class+load', '-cp', System.getProperty('java.class.path'), LoadOnce.name, script.file.toString(), folder().toString()]

        when:
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start()
        String output = process.inputStream.getText('UTF-8')

        then:
        process.waitFor() == 0
        output.contains('loaded x')
        output.readLines().findAll { it.contains(' groovy.') || it.contains('org.codehaus.groovy') || it.contains('org.apache.groovy') }.empty
    }

    private static String shown(Loaded loaded) {
        loaded.toString().replaceAll(/Lambda[^,\]]*/, '')
    }
}
