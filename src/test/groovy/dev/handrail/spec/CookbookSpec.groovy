package dev.handrail.spec

import dev.handrail.dsl.Loader
import dev.handrail.dsl.Mode
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** Every recipe of docs/cookbook.md runs in the sandbox, from what it says is there, without a warning, and back where it has a way. */
class CookbookSpec extends Specification {
    /** Of these, a step says itself that it can't be taken back. */
    static final Set<String> STAYS = ['bigint-key', 'enum-change', 'extension-upgrade']

    @Shared
    @TempDir
    Path home

    def setupSpec() {
        System.setProperty(Grounds.HOME, home.resolve('home').toString())
    }

    def cleanupSpec() {
        Grounds.leave(home.resolve('home'))
        System.clearProperty(Grounds.HOME)
    }

    def "#recipe.title"() {
        given:
        Path script = recipe.write(Files.createTempDirectory(home, 'recipe'))
        Trial trial = new Trial(script)

        expect: 'nothing in it deserves a second look'
        new Loader(null).load(script, [:], Mode.RUN).warnings().findAll { it.open() } == []

        when:
        trial.run(null, null)

        then:
        trial.exit() == 0 || { throw new AssertionError(trial.printed()) }()

        when:
        recipe.name == 'back-to-backup' ? trial.rollback(null, 'backup') : trial.rollback(null, null)

        then:
        recipe.name in STAYS || trial.exit() == 0 || { throw new AssertionError(trial.printed()) }()

        cleanup:
        trial.close()

        where:
        recipe << recipes()
    }

    def "there are twenty and more"() {
        expect:
        recipes().size() >= 20
        recipes()*.name.toSet().size() == recipes().size()
    }

    static List<Recipe> recipes() {
        new File('docs/cookbook.md').getText('UTF-8').split(/(?m)^## /).drop(1).collect { new Recipe(it) }
    }

    static class Recipe {
        final String title
        final String name
        private final String text

        Recipe(String text) {
            this.text = text
            title = text.readLines()[0]
            name = (block('groovy') =~ /runbook\('([^']+)'/)[0][1]
        }

        String toString() {
            name
        }

        Path write(Path folder) {
            Path sandbox = Files.createDirectories(folder.resolve('sandbox'))
            Files.writeString(sandbox.resolve('before.sql'), block('sql'))
            if (text.contains('```yaml')) {
                Files.writeString(sandbox.resolve('api.yml'), block('yaml'))
            }
            Files.writeString(folder.resolve("${name}.groovy"), block('groovy'))
        }

        private String block(String language) {
            (text =~ /(?s)```$language\n(.*?)```/)[0][1]
        }
    }
}
