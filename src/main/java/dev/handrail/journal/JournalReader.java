package dev.handrail.journal;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Reads a journal and believes it only where its chain of digests holds. */
public final class JournalReader {
    /** The format that this program writes and reads, in every record as {@code v}. */
    static final int VERSION = 1;

    private JournalReader() {}

    /**
     * What a journal holds.
     *
     * @param run whose it is; empty where it has no record
     * @param entries those of known types
     * @param lines every whole line
     * @param head the last digest
     * @param wholeBytes length of the whole lines
     * @param torn the start of a last line that was cut short; empty where there is none
     */
    public record Read(
            String run,
            List<Entry> entries,
            List<String> lines,
            String head,
            long wholeBytes,
            long tornBytes,
            String torn) {
        public RunState state() {
            RunState state = new RunState();
            entries.forEach(state::apply);
            return state;
        }

        /** Whether the record that {@link Journal#head()} named then is still there, unaltered. */
        public boolean carries(long seq, String digest) {
            return seq >= 1 && seq <= lines.size() && Chain.carries(lines.get((int) seq - 1), digest);
        }
    }

    /** @throws Problem exit 8 with sequence and offset of the first record that was altered */
    public static Read read(Path file) {
        return new Reading(file, bytes(file)).read();
    }

    /**
     * Whether every record follows on the one before; quicker than to read them.
     *
     * @throws Problem as {@link #read}
     */
    public static Proof prove(Path file) {
        try (InputStream in = open(file)) {
            return new Reading(file).prove(in);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** A journal whose chain holds: how many records, and the bytes of a last one that was cut short. */
    public record Proof(String run, long records, long tornBytes) {}

    /** @throws Problem exit 8 where {@code found}, the run in the records, is another than {@code expected} */
    static void mustBeOf(String found, String expected, Path file) {
        if (!found.isEmpty() && !found.equals(expected)) {
            throw new Problem(
                    ExitCode.JOURNAL,
                    "this is the journal of run " + found + ", not of " + expected,
                    file.toString(),
                    "it was put in the place of another",
                    "put it back where it belongs, and get this run's journal from a copy");
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = open(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static Problem unreadable(Path file, IOException e) {
        boolean link = Files.isSymbolicLink(file);
        return new Problem(
                ExitCode.JOURNAL,
                "the journal can't be read",
                file.toString(),
                link ? "it is a symbolic link, which is not followed" : JournalFile.reason(e),
                link
                        ? "put the file itself there, or name it where it is"
                        : "look at the file's permissions, or name another run");
    }
}
