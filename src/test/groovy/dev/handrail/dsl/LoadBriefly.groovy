package dev.handrail.dsl

import dev.handrail.dsl.mistake.Mistakes
import java.nio.file.Path
import java.time.Duration

/** Loads runbooks in a JVM of its own, with little patience: what can't be ended there ends with it. */
class LoadBriefly {
    static void main(String... files) {
        files.each { file ->
            try {
                new Loader(null, new Patience(Duration.ofSeconds(1))).load(Path.of(file), [:], Mode.RUN)
                println 'loaded'
            } catch (Mistakes mistakes) {
                println mistakes.all().collect { "${it.code()}:${it.position().line()}: ${it.what()}" }.join('; ')
            }
        }
        System.exit(0)
    }
}
