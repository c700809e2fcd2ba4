package dev.handrail.journal;

import dev.handrail.json.Json;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The append-only record of one run: JSON lines, chained by digests, written through before the work that they
 * announce is sent. One process at a time holds it.
 */
public final class Journal implements AutoCloseable {
    public static final String FILE = "journal.jsonl";

    private final JournalFile file;
    private final Hold hold;
    private final String run;
    private final Clock clock;
    private final Redactor redactor;
    private final Chain chain = new Chain();
    private final List<Consumer<Entry>> listeners = new ArrayList<>();
    private final RunState state = new RunState();
    private final Written written = new Written();
    private long seq;
    private String kept = "";
    private @Nullable Mirrored mirror;
    private String lacks = "";

    private Journal(JournalFile file, Hold hold, String run, Clock clock, Redactor redactor) {
        this.file = file;
        this.hold = hold;
        this.run = run;
        this.clock = clock;
        this.redactor = redactor;
    }

    /**
     * Looks whether a journal can be kept in {@code folder}, before anything is connected. It need not be there yet.
     *
     * @throws Problem exit 8 where others could have written there, or nobody can
     */
    public static void require(Path folder) {
        new OwnFolder(folder).require();
        new OwnJournal(folder.resolve(FILE)).require();
    }

    /**
     * A new journal in {@code folder}, which is made.
     *
     * @throws Problem exit 8 where it can't be made
     */
    public static Journal create(Path folder, String run, Clock clock, Redactor redactor) {
        try {
            new OwnFolder(folder).make();
            return held(folder, true, run, clock, redactor);
        } catch (IOException e) {
            throw unusable("the journal can't be made", folder, e);
        }
    }

    /**
     * The journal of an earlier session, to go on with. A last record that was cut short is taken away, on record.
     *
     * @throws Problem exit 8 where it was altered, is another run's, or can't be written; exit 5 where another process
     *     holds it
     */
    public static Journal reopen(Path folder, String run, Clock clock, Redactor redactor) {
        try {
            Journal journal = held(folder, false, run, clock, redactor);
            try {
                new OwnJournal(folder.resolve(FILE)).shut();
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
        require(folder);
        Hold hold = Hold.take(folder, clock);
        try {
            return new Journal(JournalFile.open(folder.resolve(FILE), fresh), hold, run, clock, redactor);
        } catch (IOException e) {
            hold.close();
            throw e;
        }
    }

    /** Whether some process works on the run in {@code folder} now. */
    public static boolean isHeld(Path folder) {
        return Hold.isTaken(folder);
    }

    private void replay() throws IOException {
        JournalReader.Read read = JournalReader.read(file.path());
        JournalReader.mustBeOf(read.run(), run, file.path());
        for (Entry entry : read.entries()) {
            state.apply(entry);
        }
        seq = read.lines().size();
        chain.back(read.head());
        kept = head();
        file.cut(read.wholeBytes());
        if (read.tornBytes() > 0) {
            append(new Event.JournalRepaired(read.tornBytes(), read.torn()), true);
        }
    }

    /** Called with every record after it is written. */
    public void listen(Consumer<Entry> listener) {
        listeners.add(listener);
    }

    /**
     * Writes one event. Before the start of an effect there is room on the disk for what has to be recorded after it.
     *
     * @param sync true: it is on the disk before this returns
     * @throws Problem exit 8 where it can't be written; then it is not in the journal, and was not told to anybody
     */
    public synchronized Entry append(Event event, boolean sync) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean announces = event instanceof Event.EffectStarted;
        if (announces) {
            file.prepare();
        }
        String json = Json.write(fields(event, at));
        String open = redactor.redact(json);
        String line = linked(open, announces, sync);
        seq++;
        Entry entry = new Entry(seq, at, run, event, line);
        written.add(entry, !open.equals(json));
        kept = sync ? head() : kept;
        state.apply(entry);
        listeners.forEach(l -> l.accept(entry));
        if (sync && mirror != null) {
            mirror.reach(file.durable(), announces).ifPresent(failure -> append(failure, false));
        }
        return entry;
    }

    private String linked(String json, boolean announces, boolean sync) {
        String before = chain.head();
        String line = chain.link(json);
        try {
            file.add(line, announces);
            if (sync) {
                file.sync();
            }
            return line;
        } catch (Problem lost) {
            chain.back(before);
            written.lost();
            throw lost;
        }
    }

    /**
     * From now on each record is copied to {@code folder}, into a folder that is named after the run. A mirror that does
     * not answer holds a record up once, for a few seconds.
     *
     * @param folder must be there; a run's own folder in it is made
     * @param stops whether no effect is sent while the mirror fails; else it fails on record, and the run goes on
     * @throws Problem exit 8 where it can't be reached and {@code stops}, or where it is not a copy of this journal
     */
    public void mirror(Path folder, boolean stops) {
        mirror(new Mirrored(new Mirror(file.path(), folder, run, Mirror.PATIENCE), stops));
    }

    synchronized void mirror(Mirrored to) {
        mirror = to;
        to.open(file.durable());
    }

    /** What the mirror lacks, once the journal is closed; empty where there is none or it has all. */
    public synchronized String mirrorLacks() {
        return lacks;
    }

    private Map<String, Object> fields(Event event, Instant at) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("v", JournalReader.VERSION);
        fields.put("seq", seq + 1);
        fields.put("at", Moments.show(at));
        fields.put("run", run);
        fields.putAll(Codec.fields(event));
        return fields;
    }

    /** What the records so far add up to. */
    public RunState state() {
        return state;
    }

    /** Every record as the file has it, where this session wrote them all and they are not too many to keep at hand. */
    public synchronized Optional<List<Entry>> written() {
        return written.entries();
    }

    /** Number and digest of the last record, e.g. {@code 17:3f…}: what a target keeps notices a cut journal. */
    public synchronized String head() {
        return seq + ":" + chain.head();
    }

    /** The head of what is surely on the disk. */
    public synchronized String kept() {
        return kept;
    }

    public String run() {
        return run;
    }

    public Path folder() {
        return java.util.Objects.requireNonNull(file.path().getParent());
    }

    private static Problem unusable(String what, Path where, IOException e) {
        return new Problem(
                ExitCode.JOURNAL,
                what,
                where.toString(),
                JournalFile.reason(e),
                "free the disk or mend the permissions there, or give another place with --home DIR",
                e);
    }

    @Override
    public synchronized void close() {
        try {
            if (mirror != null) {
                lacks = mirror.last(file.durable()).orElse("");
                mirror.close();
            }
            file.close();
        } catch (IOException e) {
            throw unusable("the journal can't be closed", file.path(), e);
        } finally {
            release();
        }
    }

    private void release() {
        try {
            hold.close();
        } catch (IOException e) {
            // the process's end gives it back
        }
    }
}
