package dev.handrail.sandbox;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;

/** A short wait before looking again. */
final class Pause {
    private Pause() {}

    static void of(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(
                    ExitCode.INTERRUPTED, "waiting for the sandbox was interrupted", "", "", "start it again", e);
        }
    }
}
