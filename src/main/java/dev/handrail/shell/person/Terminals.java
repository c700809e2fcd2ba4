package dev.handrail.shell.person;

import dev.handrail.shell.out.Colour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.nativ.CLibrary;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;

/** Finds out whether a person is there, and opens their terminal. */
public final class Terminals {
    private Terminals() {}

    /** True where a person can be asked: standard input and standard error both are a terminal. */
    public static boolean attended() {
        return terminal(0) && terminal(2);
    }

    /** True where file descriptor {@code number} is a terminal. Looks at /proc first: most often that is answer enough. */
    public static boolean terminal(int number) {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + number));
            String shown = target.toString();
            if (shown.startsWith("pipe:")
                    || shown.startsWith("socket:")
                    || shown.equals("/dev/null")
                    || Files.isRegularFile(target)) {
                return false;
            }
        } catch (IOException | UnsupportedOperationException noProc) {
            // another system: the C library knows
        }
        try {
            return CLibrary.isatty(number) == 1;
        } catch (LinkageError noNative) {
            return number < 2 && System.console() != null;
        }
    }

    /**
     * The system's terminal.
     *
     * @param onError draws on standard error, so that standard output stays free for data
     */
    public static Terminal open(boolean onError) {
        SystemOutput output = onError ? SystemOutput.SysErr : SystemOutput.SysOutOrSysErr;
        TerminalBuilder builder = builder(output);
        if (onError && plain()) {
            builder.type("ansi"); // for a dumb one the library does not read single keys; nothing is drawn with it
        }
        try {
            return builder.jni(true)
                    .exec(false)
                    .ffm(false)
                    .jansi(false)
                    .jna(false)
                    .dumb(false)
                    .build();
        } catch (IOException | IllegalStateException | LinkageError noNative) {
            return otherwise(output);
        }
    }

    /** True for a terminal that shows characters and does nothing else. */
    static boolean plain() {
        return Colour.plain(System.getenv("TERM"));
    }

    /** Other ways to a terminal are slower: one of them starts programs. */
    private static Terminal otherwise(SystemOutput output) {
        try {
            return builder(output).dumb(true).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TerminalBuilder builder(SystemOutput output) {
        return TerminalBuilder.builder().name("handrail").system(true).systemOutput(output);
    }
}
