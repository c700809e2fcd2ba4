package dev.handrail.journal;

import dev.handrail.json.Json;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.Redactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The append-only record of one run: JSON lines, chained by digests, written through before the work that they
 * announce is sent. One process at a time holds it.
 */
public final class Journal implements AutoCloseable {
    public static final String FILE = "journal.jsonl";

    private final Path file;
    private final FileChannel channel;
    private final Hold hold;
    private final String run;
    private final Clock clock;
    private final Redactor redactor;
    private final Chain chain = new Chain();
    private final List<Consumer<Entry>> listeners = new ArrayList<>();
    private final RunState state = new RunState();
    private long seq;

    private Journal(Path file, FileChannel channel, Hold hold, String run, Clock clock, Redactor redactor) {
        this.file = file;
        this.channel = channel;
        this.hold = hold;
        this.run = run;
        this.clock = clock;
        this.redactor = redactor;
    }

    /**
     * A new journal in {@code folder}, which is made.
     *
     * @throws Problem exit 8 where it can't be made
     */
    public static Journal create(Path folder, String run, Clock clock, Redactor redactor) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return held(folder, true, run, clock, redactor);
        } catch (IOException e) {
            throw unusable("the journal can't be made", folder, e);
        }
    }

    /**
     * The journal of an earlier session, to go on with. A last record that was cut short is taken away, on record.
     *
     * @throws Problem exit 8 where it was altered or can't be written, exit 5 where another process holds it
     */
    public static Journal reopen(Path folder, String run, Clock clock, Redactor redactor) {
        try {
            Journal journal = held(folder, false, run, clock, redactor);
            try {
                journal.replay();
            } catch (IOException | RuntimeException e) {
                journal.close();
                throw e;
            }
            return journal;
        } catch (IOException e) {
            throw unusable("the journal can't be opened", folder.resolve(FILE), e);
        }
    }

    private static Journal held(Path folder, boolean fresh, String run, Clock clock, Redactor redactor)
            throws IOException {
        Path file = folder.resolve(FILE);
        Hold hold = Hold.take(folder);
        try {
            return new Journal(file, open(file, fresh), hold, run, clock, redactor);
        } catch (IOException e) {
            hold.close();
            throw e;
        }
    }

    private static FileChannel open(Path file, boolean fresh) throws IOException {
        Set<java.nio.file.OpenOption> options = fresh
                ? Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)
                : Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(
                file, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Whether some process works on the run in {@code folder} now. */
    public static boolean isHeld(Path folder) {
        return Hold.isTaken(folder);
    }

    private void replay() throws IOException {
        JournalReader.Read read = JournalReader.read(file);
        for (Entry entry : read.entries()) {
            state.apply(entry);
            seq = entry.seq();
        }
        read.lines().forEach(chain::follows);
        channel.truncate(read.wholeBytes());
        channel.position(read.wholeBytes());
        if (read.tornBytes() > 0) {
            append(new Event.JournalRepaired(read.tornBytes(), read.torn()), true);
        }
    }

    /** Called with every record after it is written. */
    public void listen(Consumer<Entry> listener) {
        listeners.add(listener);
    }

    /**
     * Writes one event.
     *
     * @param sync true: it is on the disk before this returns
     * @throws Problem exit 8 where it can't be written
     */
    public synchronized Entry append(Event event, boolean sync) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        fields.put("v", 1);
        fields.put("seq", seq + 1);
        fields.put("at", at.toString());
        fields.put("run", run);
        fields.putAll(Codec.fields(event));
        String line = chain.link(redactor.redact(Json.write(fields)));
        try {
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (sync) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw unusable("the journal can't be written", file, e);
        }
        seq++;
        Entry entry = new Entry(seq, at, run, event, line);
        state.apply(entry);
        listeners.forEach(l -> l.accept(entry));
        return entry;
    }

    /** What the records so far add up to. */
    public RunState state() {
        return state;
    }

    /** The digest that the last record carries. */
    public synchronized String head() {
        return chain.head();
    }

    public String run() {
        return run;
    }

    public Path folder() {
        return java.util.Objects.requireNonNull(file.getParent());
    }

    private static Problem unusable(String what, Path where, IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new Problem(
                ExitCode.JOURNAL,
                what,
                where.toString(),
                why,
                "free the disk or mend the permissions there, or give another place with --home DIR",
                e);
    }

    @Override
    public void close() {
        try {
            channel.close();
            hold.close();
        } catch (IOException e) {
            throw unusable("the journal can't be closed", file, e);
        }
    }
}
