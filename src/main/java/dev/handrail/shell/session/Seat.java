package dev.handrail.shell.session;

import dev.handrail.shell.person.Keyboard;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a command is given: the surroundings that the front knows.
 *
 * @param keyboard the person's, where a person can be asked: standard input and standard error both are a terminal
 * @param width columns of the screen
 * @param redraws whether a line can be drawn over
 * @param inside true in the REPL
 */
public record Seat(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path folder,
        Supplier<Optional<Keyboard>> keyboard,
        java.util.function.IntSupplier width,
        boolean terminal,
        boolean redraws,
        boolean inside) {}
