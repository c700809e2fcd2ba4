package dev.handrail.dsl

import dev.handrail.dsl.mistake.Mistake
import dev.handrail.dsl.mistake.Mistakes
import dev.handrail.runbook.Runbook
import dev.handrail.runbook.Step

import java.nio.file.Files
import java.nio.file.Path

/** A script as text, loaded from a folder of its own. A § in it marks where the caret is expected. */
class Script {
    final Path folder
    final Path file
    final String text
    Map<String, String> inputs = [:]
    Mode mode = Mode.CHECK
    Path cache = null

    private static final Path ALL = Files.createTempDirectory('handrail-dsl')

    static {
        Runtime.runtime.addShutdownHook(new Thread({ ALL.toFile().deleteDir() }))
    }

    private Script(String marked) {
        folder = Files.createTempDirectory(ALL, 'script')
        file = folder.resolve('book.groovy')
        text = marked.replace('§', '')
        Files.writeString(file, text)
    }

    static Script of(String text) {
        new Script(text)
    }

    /** A whole runbook around the words of one step. */
    static Script step(String words) {
        of("""runbook('book', 'Book') {
  database 'main'
  cache 'permissions'
  service 'api'
  metrics 'default'
  section('a', 'A') {
    step('first', 'First') { http { get '/first'; capture 'id', '\$.id' } }
    step('b', 'B') {
${words}
    }
  }
}
""")
    }

    Script file(String name, String content) {
        Path path = folder.resolve(name)
        Files.createDirectories(path.parent)
        Files.writeString(path, content)
        this
    }

    Script given(Map<String, String> values) {
        inputs = values
        mode = Mode.RUN
        this
    }

    Script cachedIn(Path place) {
        cache = place
        this
    }

    Loaded load() {
        new Loader(cache).load(file, inputs, mode)
    }

    Runbook runbook() {
        load().runbook()
    }

    /** The step of {@link #step}. */
    Step step() {
        runbook().step('a/b').get()
    }

    List<Mistake> mistakes() {
        try {
            load()
            return []
        } catch (Mistakes e) {
            return e.all()
        }
    }

    /** Line and column of the § in a marked text. */
    static List<Integer> marked(String text) {
        String before = text.substring(0, text.indexOf('§'))
        int newline = before.lastIndexOf('\n')
        [before.count('\n') + 1, before.length() - newline]
    }
}
