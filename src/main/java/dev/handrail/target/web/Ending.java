package dev.handrail.target.web;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Ends the wait for an answer, asked for at any time: before the request is sent, too. */
final class Ending {
    private boolean asked;
    private @Nullable Future<?> coming;

    synchronized void of(Future<?> answer) {
        coming = answer;
        if (asked) {
            answer.cancel(true);
        }
    }

    synchronized void end() {
        asked = true;
        if (coming != null) {
            coming.cancel(true);
        }
    }
}
