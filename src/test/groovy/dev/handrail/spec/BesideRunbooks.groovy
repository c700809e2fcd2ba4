package dev.handrail.spec

import dev.handrail.spec.engine.Tests
import java.nio.file.Path

/** Runs the specification beside a runbook as {@code handrail test} does, in a home that it leaves empty. */
class BesideRunbooks {
    /** @return what was said of the first that failed; null: all passed */
    static String failure(Path spec, Path home) {
        List<String> said = []
        try {
            Tests.run([spec], home, { String line -> said << line }, null) == 0 ? null : said.join('\n')
        } finally {
            Grounds.leave(home)
            System.clearProperty(Grounds.HOME)
        }
    }
}
