package dev.handrail.target.host;

import dev.handrail.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The age program: it encrypts many times as fast as the JVM that handrail runs in.
 *
 * @param version as it says itself, e.g. {@code 1.1.1}
 */
public record AgeProgram(Path path, String version) {
    /** From 1.0.0 on it takes a key from its standard input; what was before that had other ways. */
    private static final Pattern FIT = Pattern.compile("v?[1-9]\\d*\\.\\d+(\\.\\d+)?([+-][0-9].*)?");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The first one on the path, whether it is fit or not. */
    public static Optional<AgeProgram> on(SearchPath path) {
        return path.find("age", Path.of(""))
                .map(found -> found.toAbsolutePath().normalize())
                .map(found -> new AgeProgram(found, asked(found)));
    }

    /** The same where it can be used. */
    public static Optional<AgeProgram> fit(SearchPath path) {
        return on(path).filter(AgeProgram::fit);
    }

    public boolean fit() {
        return FIT.matcher(version).matches();
    }

    private static String asked(Path program) {
        Captured said = new Captured();
        Child child;
        try {
            child = Child.start(Call.of(program.toString(), "--version"), said, Output.nowhere());
        } catch (Problem e) {
            return ""; // what can't be started is not fit
        }
        try {
            if (child.await(PATIENCE).isEmpty()) {
                child.cancel();
            }
        } catch (InterruptedException e) {
            child.cancel();
            Thread.currentThread().interrupt();
        }
        return said.trimmed();
    }
}
