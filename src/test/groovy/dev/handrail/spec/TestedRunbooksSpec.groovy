package dev.handrail.spec

import dev.handrail.spec.engine.Tests
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** Specifications beside runbooks, run as handrail test runs them. */
class TestedRunbooksSpec extends Specification {
    static final String BOOK = '''runbook('small', 'Small') {
  section('a', 'A') {
    step('one', 'One') { command 'greet', 'once'; rollback { command 'greet', 'back' } }
    step('two', 'Two') { manual 'Is it well?'; answer 'yes' }
  }
}
'''

    @Shared
    @TempDir
    Path home

    @Shared
    List<String> said = []

    def cleanupSpec() {
        Grounds.leave(home.resolve('home'))
        System.clearProperty(Grounds.HOME)
    }

    def "the example in docs/testing.md passes"() {
        given:
        List<String> blocks = (new File('docs/testing.md').text =~ /(?s)```groovy\n(.*?)```/).collect { it[1] as String }
        Path folder = Files.createTempDirectory(home, 'example')
        Files.writeString(folder.resolve('tags.groovy'), blocks[0])
        Path spec = Files.writeString(folder.resolve('tags.spec.groovy'), blocks[1])
        Files.createDirectories(folder.resolve('sandbox'))
        Files.writeString(folder.resolve('sandbox/shop.sql'), 'create table products (id int primary key, tag text); insert into products select n from generate_series(1, 100) n;')

        expect:
        run(spec) == 0 || { throw new AssertionError(said.join('\n')) }()
    }

    private int run(Path... specs) {
        said.clear()
        Tests.run(specs as List, home.resolve('home'), { String line -> said << line }, home.resolve('junit.xml'))
    }

    private Path small(String features) {
        Path folder = Files.createTempDirectory(home, 'small')
        Files.writeString(folder.resolve('small.groovy'), BOOK)
        Files.createDirectories(folder.resolve('sandbox/bin'))
        Path greet = Files.writeString(folder.resolve('sandbox/bin/greet'), '#!/bin/sh\necho "$@"\n')
        greet.toFile().executable = true
        Files.writeString(folder.resolve('small.spec.groovy'),
            "import dev.handrail.spec.RunbookSpec\nclass SmallSpec extends RunbookSpec {\n$features\n}\n")
    }

    def "steps, answers, stand-in programs and injected failures are told, and counted"() {
        when:
        int exit = run(small('''
    def "all is well"() {
        when:
        run()
        then:
        exit == 0
        asked == ['a/one', 'a/two']
        effects('a/one') == ['greet once']
    }
    def "a complaint"() {
        given:
        answer('a/two', 'no')
        onFailure('a/two', 'b')
        when:
        run()
        then:
        exit == 9
        state('a/one') == 'rolled-back'
    }
    def "left out"() {
        given:
        answer('a/one', 's')
        when:
        run()
        then:
        decision('a/one') == 'skip'
    }
    def "a program that fails"() {
        given:
        program('greet', '#!/bin/sh\\nexit 3\\n')
        when:
        run()
        then:
        exit == 1
        state('a/one') == 'failed'
    }
    def "a program whose end nobody saw"() {
        given:
        cutAt('a/one')
        when:
        run()
        then: 'the note that its end left proves it'
        exit == 0
    }
    def "a program that was killed"() {
        given:
        killAfter('a/one')
        when:
        run()
        then:
        killed
        when:
        outcome('a/one', true)
        resume()
        then:
        exit == 0
    }
'''))

        then:
        exit == 0 || { throw new AssertionError(said.join('\n')) }()
        said.contains('small  steps 2 of 2, rollbacks 1 of 1, failures 2 of 2')
        said.last() == '6 features, all of them passed'
        home.resolve('junit.xml').toFile().text.count('<testcase ') == 6
    }

    def "a feature that fails shows what the program printed, and is in the XML"() {
        expect:
        run(small('def "it fails"() { when: run(); then: exit == 7 }')) == 1
        said.any { it.contains('exit == 7') }
        said.any { it.startsWith('      | ') && it.contains('of small on sandbox') }
        home.resolve('junit.xml').toFile().text.contains('<failure')
    }

    def "a specification with a mistake is told, and nothing runs"() {
        expect:
        run(small('def "x"() { when: }}')) == 2
        said.join('\n').contains('small.spec.groovy')
    }

    def "what an earlier feature or an earlier test left counts for nothing: #what"() {
        given:
        Path folder = Files.createTempDirectory(home, 'left')
        Files.writeString(folder.resolve('left.groovy'), "runbook('left') { $declared; section('a') { step('b') { $step } } }")
        if (what == 'rows') {
            Files.createDirectories(folder.resolve('sandbox'))
            Files.writeString(folder.resolve('sandbox/main.sql'), 'create table t ()')
        }
        Path spec = Files.writeString(folder.resolve('left.spec.groovy'), """import dev.handrail.spec.RunbookSpec
class LeftSpec extends RunbookSpec {
    def "one"() { given: failAt('a/b'); $before; when: run(); then: exit == 1 }
    def "another"() { given: failAt('a/b'); $before; when: run(); then: exit == 1 }
}
""")

        expect: 'the second time the servers were stopped in between'
        2.times { assert run(spec) == 0 || { throw new AssertionError(said.join('\n')) }() }

        where:
        what          | declared          | step                                                    | before
        'an open run' | "service 'api'"   | "http { post '/x' }; rollback { http { post '/y' } }"    | "service('api', '- path: /x')"
        'rows'        | "database 'main'" | "sql 'delete from t where true'"                         | "execute('main', 'insert into t default values'); assert value('main', 'select count(*) from t') == 1"
    }

    @Tag('long')
    def "the specification of getting-started passes"() {
        expect:
        run(Path.of('runbooks/getting-started.spec.groovy')) == 0 || { throw new AssertionError(said.join('\n')) }()
    }

    def "the specification of monthly-partitions passes"() {
        expect:
        run(Path.of('runbooks/monthly-partitions.spec.groovy')) == 0 || { throw new AssertionError(said.join('\n')) }()
    }
}
