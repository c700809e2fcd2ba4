package dev.handrail.target.host;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The modes of the terminal on standard input, as {@code stty} saves them: the library that changes them gives back all
 * but the line's speed.
 */
public record TerminalModes(String saved) {
    /** As they are now; empty where standard input is no terminal, or {@code stty} is not there. */
    public static Optional<TerminalModes> now() {
        try {
            Process stty = stty("-g").start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return ended(stty) && !said.isEmpty() ? Optional.of(new TerminalModes(said)) : Optional.empty();
        } catch (IOException noStty) {
            return Optional.empty();
        }
    }

    /** Gives them back; a terminal that is gone has none. */
    public void restore() {
        try {
            ended(stty(saved).start());
        } catch (IOException noStty) {
            // they are as the library left them
        }
    }

    private static ProcessBuilder stty(String argument) {
        return new ProcessBuilder("stty", argument)
                .redirectInput(Redirect.INHERIT)
                .redirectError(Redirect.DISCARD);
    }

    private static boolean ended(Process stty) {
        try {
            return stty.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
