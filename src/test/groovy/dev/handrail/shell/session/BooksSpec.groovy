package dev.handrail.shell.session

import dev.handrail.dsl.Loader
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class BooksSpec extends Specification {
    @TempDir
    Path folder

    private Books books() {
        new Books(folder, new Loader(null))
    }

    private Path file(String path) {
        Path file = folder.resolve(path)
        Files.createDirectories(file.parent)
        Files.writeString(file, '')
    }

    def "a name is NAME.groovy or NAME/NAME.groovy under runbooks"() {
        given:
        file('runbooks/one.groovy')
        file('runbooks/two/two.groovy')
        file('runbooks/two/helper.groovy')

        expect:
        books().find('one') == folder.resolve('runbooks/one.groovy')
        books().find('two') == folder.resolve('runbooks/two/two.groovy')
        books().named().keySet().containsAll(['one', 'two'])
    }

    def "a folder means the runbook of its own name in it"() {
        given:
        file('runbooks/two/two.groovy')
        file('runbooks/three/other.groovy')

        expect:
        books().find(written).normalize() == folder.resolve(found)

        where:
        written            | found
        'runbooks/two'     | 'runbooks/two/two.groovy'
        'runbooks/two/'    | 'runbooks/two/two.groovy'
        './runbooks/two/.' | 'runbooks/two/two.groovy'
        'runbooks/three'   | 'runbooks/three'
    }

    def "what looks like a file is one, there or not: its reader tells"() {
        expect:
        books().find('x/y') == folder.resolve('x/y')
        books().find('y.groovy') == folder.resolve('y.groovy')
    }

    def "a specification is no runbook, and says how it is run"() {
        given:
        file('orders.spec.groovy')

        when:
        books().find('orders.spec.groovy')

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.remedy() == 'handrail test orders.spec.groovy'
    }

    def "runbooks that handrail came with have names everywhere"() {
        expect:
        books().named().containsKey('getting-started')
    }

    def "an unknown name gets the near one"() {
        given:
        file('runbooks/nightly.groovy')

        when:
        books().find('nightlly')

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.remedy().contains("did you mean 'nightly'?")
    }
}
