package dev.handrail.run

import dev.handrail.journal.Runs
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What earlier runs say of the present one. */
class RunHistorySpec extends Specification {
    @TempDir
    Path folder

    private boolean passed(String environment, String runbook = 'book', Map<String, String> files = [:]) {
        new RunHistory({ Optional.empty() }, new Runs(folder), runbook, files).passedIn(environment).present
    }

    def "a runbook has passed where it was done with the same files, and stays so until it is taken back"() {
        given:
        Rig rig = new Rig(folder)
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))

        when:
        rig.run()

        then:
        passed('test')
        !passed('prod')
        !passed('test', 'another')
        !passed('test', 'book', ['book.groovy': 'changed'])

        when:
        rig.rollback()

        then:
        !passed('test')
    }
}
