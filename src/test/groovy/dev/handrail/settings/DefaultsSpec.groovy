package dev.handrail.settings

import dev.handrail.problem.Problem
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What options are where none is written. */
class DefaultsSpec extends Specification {
    @TempDir
    Path folder

    private Home home() {
        Home.at(folder.resolve('home'))
    }

    private void files(String project, String user = '') {
        Files.createDirectories(folder.resolve('home'))
        Files.writeString(folder.resolve('handrail.yml'), project)
        Files.writeString(folder.resolve('home/handrail.yml'), user)
    }

    private Defaults read(Map<String, String> variables = [:]) {
        Defaults.of(variables, folder, home())
    }

    private Problem mistake(Map<String, String> variables = [:]) {
        try {
            read(variables)
        } catch (Problem problem) {
            return problem
        }
        null
    }

    def "a variable comes before the project's file, that before the user's, and each says where it stands"() {
        given:
        files('defaults:\n  env: staging\n  color: never\nenvironments:\n  staging: {}\n', 'defaults: { color: always, quiet: true }\n')

        when:
        Defaults all = read(HANDRAIL_COLOR: 'auto', HANDRAIL_ACCESSIBLE: '1')

        then:
        all.given().collectEntries { name, given -> [name, given.value()] } ==
            [env: 'staging', color: 'auto', quiet: 'true', accessible: 'true']
        all.given().color.origin() == 'HANDRAIL_COLOR'
        all.given().env.origin().endsWith('handrail.yml:2')
        all.flagged('quiet')
        !all.flagged('verbose')
    }

    def "a mistake is told with its place and what to write: #what"() {
        given:
        files(project)

        expect:
        Problem problem = mistake()
        problem.what().contains(what)
        problem.where().endsWith(where)
        problem.remedy().contains(remedy)

        where:
        project                                                                 | what                         | where              | remedy
        'defaults: { colour: never }\n'                                         | "'colour' means nothing"     | 'handrail.yml:1:13' | "did you mean 'color'?"
        'defaults:\n  color: sometimes\n'                                       | 'none of the words'          | 'handrail.yml:2:10' | 'known here: always'
        'defaults:\n  bell: loud\n'                                             | 'none of the words'          | 'handrail.yml:2:9'  | 'write a duration, e.g. 30s, or off'
        'defaults:\n  quiet: maybe\n'                                           | 'true or false is expected'  | 'handrail.yml:2:10' | 'write true or false'
        'defaults:\n  env: stagin\nenvironments:\n  staging: {}\n'              | 'no environment'             | 'handrail.yml:2:8'  | "did you mean 'staging'?"
        'defaults:\n  env: prod\nenvironments:\n  prod: { protected: true }\n'  | 'protected environment'      | 'handrail.yml:2:8'  | 'write --env prod'
    }

    def "how long a step takes that rings is a duration, or off: #written"() {
        given:
        files("defaults: { bell: $written }\n")

        expect:
        read().value('bell').get() == written
        read(HANDRAIL_BELL: '2m').given().bell == new Defaults.Given('2m', 'HANDRAIL_BELL')
        mistake(HANDRAIL_BELL: 'loud').remedy() == 'write a duration, e.g. 30s, or off'

        where:
        written << ['30s', 'off']
    }

    def "a wrong variable is told, and one that means nothing is found"() {
        expect:
        mistake(HANDRAIL_COLOR: 'no').where() == 'HANDRAIL_COLOR'
        Defaults.unknown(HANDRAIL_EVN: 'x', HANDRAIL_HOME: '/x', HANDRAIL_BELL: '30s', HANDRAIL_KEY_DELAY: '2s', PATH: '/y') ==
            [HANDRAIL_EVN: Defaults.unknown(HANDRAIL_EVN: 'x').HANDRAIL_EVN]
        Defaults.unknown(HANDRAIL_EVN: 'x').HANDRAIL_EVN.contains("did you mean 'HANDRAIL_ENV'?")
    }
}
