package dev.handrail.shell.repl;

import java.io.ByteArrayInputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.terminal.Terminal;

/** Long answers page by page, as less shows them; wide ones are not broken, arrow keys move over them. */
record Pager(Terminal terminal, boolean redraws) implements Predicate<List<String>> {
    @Override
    public boolean test(List<String> lines) {
        if (!redraws || lines.size() < terminal.getHeight() || terminal.getHeight() < 5) {
            return false;
        }
        Less less = new Less(terminal, Path.of(""));
        less.chopLongLines = true;
        less.quiet = true;
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        try {
            less.run(new Source.InputStreamSource(new ByteArrayInputStream(text), true, "(q leaves, / searches)"));
            return true;
        } catch (InterruptedException | InterruptedIOException left) {
            return left();
        } catch (IOError failed) {
            if (failed.getCause() instanceof InterruptedIOException) {
                return left();
            }
            throw new IllegalStateException(failed.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ctrl-C: it was meant for the pages alone, not for what waits next. */
    private static boolean left() {
        Thread.interrupted();
        return true;
    }
}
