package dev.handrail.target.host;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Execution;
import dev.handrail.text.Escape;
import dev.handrail.text.OwnFile;
import dev.handrail.text.Redactor;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a program says: shown at once, and kept in a file that only its owner reads, secrets masked. */
final class ProgramLog implements AutoCloseable {
    private static final int LAST = 5;

    private final Path file;
    private final BufferedWriter writer;
    private final Execution execution;
    private final Redactor redactor;
    private final Deque<String> last = new ArrayDeque<>();

    private ProgramLog(Path file, BufferedWriter writer, Execution execution, Redactor redactor) {
        this.file = file;
        this.writer = writer;
        this.execution = execution;
        this.redactor = redactor;
    }

    /** @throws Problem exit 8 where the run's folder takes no file */
    static ProgramLog open(Execution execution, Redactor redactor) {
        String name =
                execution.step().replace('/', '.') + "-" + execution.effect() + "-" + execution.attempt() + ".log";
        Path file = execution.logs().resolve(name);
        try {
            Files.createDirectories(
                    execution.logs(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FileChannel channel = OwnFile.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Writer writer = new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8);
            return new ProgramLog(file, new BufferedWriter(writer), execution, redactor);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static Problem unwritable(Path file, IOException e) {
        return new Problem(
                ExitCode.JOURNAL,
                "the log " + file + " can't be written",
                "",
                String.valueOf(e.getMessage()),
                "make room in the run's folder and let it be writable; nothing was started",
                e);
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    /**
     * Where the program's exit status is to be written, beside this log.
     *
     * @throws Problem exit 8 where the one of an earlier program can't be taken away
     */
    ExitNote exitNote() {
        ExitNote note = ExitNote.of(execution, name());
        try {
            note.forget();
            return note;
        } catch (IOException e) {
            throw unwritable(note.file(), e);
        }
    }

    /** From both of the program's outputs. A log that is full holds up neither the program nor what it says. */
    synchronized void line(String line) {
        String safe = Escape.line(redactor.redact(line));
        last.addLast(safe);
        if (last.size() > LAST) {
            last.removeFirst();
        }
        execution.said(line);
        try {
            writer.write(safe);
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            // The program's work goes on; what it said was shown.
        }
    }

    /** The last lines it said, secrets masked. */
    synchronized String last() {
        return String.join("\n", last);
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            // As above.
        }
    }
}
