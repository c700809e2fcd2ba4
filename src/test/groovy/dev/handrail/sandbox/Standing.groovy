package dev.handrail.sandbox

import java.nio.file.Path

/** The sandbox's stand-ins for environments that are not the sandbox. */
class Standing implements AutoCloseable {
    private final List<StandIn> open = []

    /** @return where a service answers as the file says */
    String service(Path file) {
        kept(StandIn.service(AnswersFile.service(file), file.toString(), 0))
    }

    String metrics(Path file) {
        kept(StandIn.metrics(AnswersFile.metrics(file), file.toString(), 0))
    }

    private String kept(StandIn made) {
        open << made
        made.url()
    }

    @Override
    void close() {
        open*.close()
    }
}
