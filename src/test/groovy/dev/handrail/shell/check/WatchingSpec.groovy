package dev.handrail.shell.check

import dev.handrail.dsl.Loader
import dev.handrail.dsl.Mode
import dev.handrail.dsl.mistake.Mistakes
import dev.handrail.run.Pauses
import dev.handrail.shell.out.Console
import dev.handrail.text.Redactor
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration

/** `check --watch`: one line for each change, of the script or of a file that it names. */
class WatchingSpec extends Specification {
    @TempDir
    Path folder
    ByteArrayOutputStream out = new ByteArrayOutputStream()

    private Checked checked(Path file) {
        try {
            new Checked(file, new Loader(null).load(file, [:], Mode.CHECK), null, [])
        } catch (Mistakes found) {
            new Checked(file, null, found, [])
        }
    }

    private List<Path> files() {
        Files.list(folder).filter { it.toString().endsWith('.groovy') }.sorted().toList()
    }

    private void book(String name, String step) {
        Files.writeString(folder.resolve(name), "runbook('r') {\n  database 'main'\n  section('s') { step('a') { $step } }\n}\n")
    }

    private List<String> watched(List<Closure> changes) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)
        Console console = new Console(stream, stream, new Redactor(), false, false)
        Iterator<Closure> left = changes.iterator()
        Pauses pauses = new Pauses() {
            void pause(Duration time) {
                if (left.hasNext()) {
                    left.next().call()
                } else {
                    Thread.currentThread().interrupt()
                }
            }

            long nanos() {
                0
            }
        }
        new Watching(this.&files, this.&checked, console, folder).onwards(files().collect { checked(it) }, pauses)
        assert Thread.interrupted()
        out.toString(StandardCharsets.UTF_8).readLines()
    }

    def "each change is one line, and what did not change is not told"() {
        given:
        book('r.groovy', "migrate { files '*.sql' }; irreversible 'x'")
        Files.writeString(folder.resolve('1.sql'), 'create table a (id int);')

        expect:
        watched([
            {},
            { book('r.groovy', "migrte { }") },
            { book('r.groovy', "migrate { files '*.sql' }; irreversible 'x'") },
            { Files.writeString(folder.resolve('1.sql'), 'drop table a;') },
            { Files.writeString(folder.resolve('1.sql'), "select 'x;") },
            {},
            { Files.writeString(folder.resolve('1.sql'), 'select 1;') },
            { book('z.groovy', "command 'true'") },
            { Files.delete(folder.resolve('z.groovy')) }
        ])*.replaceAll(/; fix.*/, '') == [
            "1 mistake  r.groovy  HR020 at 3:30: there is no word 'migrte' in 'step'",
            'ok  r.groovy',
            'ok  r.groovy  1 warning: HZ030 at 1.sql:1:1: a is dropped: its rows are gone',
            '1 mistake  r.groovy  HR061 at 1.sql:1:8: the quoted text that starts here does not end',
            'ok  r.groovy',
            "ok  z.groovy  1 warning: HR101 at 3:18: step 's/a' changes something and says no way back",
            'gone  z.groovy']
    }
}
