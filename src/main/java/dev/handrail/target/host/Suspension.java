package dev.handrail.target.host;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;

/** Stops this process as Ctrl-Z does. */
public final class Suspension {
    private Suspension() {}

    /**
     * Stops here and goes on when the shell says so. Where nobody could let it go on, the system does not stop it.
     *
     * @throws Problem exit 1 where there is no {@code sh}
     */
    public static void now() {
        try {
            String self = String.valueOf(ProcessHandle.current().pid());
            new ProcessBuilder("sh", "-c", "kill -s TSTP \"$0\"", self)
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the program can't be stopped here",
                    "",
                    String.valueOf(e),
                    "pause the run with q",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
