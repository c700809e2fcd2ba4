package dev.handrail.target.backup;

import dev.handrail.runbook.Execution;
import dev.handrail.text.Escape;
import dev.handrail.text.OwnFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** What PostgreSQL's programs say: every line in a file of the run, complaints shown as well. */
final class ToolLog implements AutoCloseable {
    /** {@code pg_dump: error: …}, {@code psql:FILE:LINE: ERROR:  …}. */
    private static final Pattern COMPLAINT =
            Pattern.compile("^(\\S+: (error|warning|detail|hint|fatal)|psql:.*:\\d+: (ERROR|FATAL)|DETAIL|HINT):.*");

    private static final int LAST = 8;

    private final BufferedWriter writer;
    private final Execution execution;
    private final Deque<String> complaints = new ArrayDeque<>();

    private ToolLog(BufferedWriter writer, Execution execution) {
        this.writer = writer;
        this.execution = execution;
    }

    static ToolLog open(Execution execution) {
        Path file = execution
                .logs()
                .resolve(execution.step().replace('/', '.') + "-" + execution.effect() + "-" + execution.attempt()
                        + ".log");
        try {
            Files.createDirectories(
                    execution.logs(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FileChannel channel = OwnFile.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new ToolLog(new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8)), execution);
        } catch (IOException e) {
            throw Folders.failed("can't be written", file, e);
        }
    }

    synchronized void line(String line) {
        try {
            writer.write(Escape.line(line));
            writer.newLine();
        } catch (IOException e) {
            // a log that is full holds up nothing
        }
        if (COMPLAINT.matcher(line).matches()) {
            complaints.addLast(line);
            if (complaints.size() > LAST) {
                complaints.removeFirst();
            }
            execution.said(line);
        }
    }

    /** The complaints of the program that runs now, so far. */
    synchronized String complaints() {
        return String.join("\n", complaints);
    }

    synchronized void next() {
        complaints.clear();
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            // as above
        }
    }
}
