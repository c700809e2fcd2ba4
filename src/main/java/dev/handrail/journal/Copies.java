package dev.handrail.journal;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.OwnFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** A run's journal from one place into another: never shorter than what is there, never another run's. */
public final class Copies {
    /** The digest of the last record that came from elsewhere. */
    private static final String TAKEN = "taken";

    private Copies() {}

    /** True where the journal in {@code folder} came from elsewhere, and nothing was added since. */
    public static boolean taken(Path folder) {
        try {
            Path taken = folder.resolve(TAKEN);
            return Files.exists(taken) && Files.readString(taken).equals(head(folder));
        } catch (IOException e) {
            return false;
        }
    }

    private static String head(Path folder) {
        return JournalReader.read(folder.resolve(Journal.FILE)).head();
    }

    /** The whole records of the journal in {@code folder}. */
    public static byte[] whole(Path folder) {
        Path file = folder.resolve(Journal.FILE);
        JournalReader.Read read = JournalReader.read(file);
        try {
            return Arrays.copyOf(Files.readAllBytes(file), Math.toIntExact(read.wholeBytes()));
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /**
     * Brings the journal in {@code from} into {@code folder}, where it becomes that run's. The same one twice does no
     * harm.
     *
     * @throws Problem exit 5 where another process works on the run there; exit 4 where more is known there already;
     *     exit 8 where the two say different things
     */
    public static void into(Path folder, Path from, Clock clock) {
        try {
            OwnFolder own = new OwnFolder(folder);
            own.require();
            own.make();
            try (Hold hold = Hold.take(folder, clock)) {
                if (!Files.exists(folder.resolve(Journal.FILE)) || grows(folder, from)) {
                    replace(folder.resolve(TAKEN), head(from).getBytes(StandardCharsets.UTF_8));
                    replace(folder.resolve(Journal.FILE), whole(from));
                }
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** True where {@code from} goes on where the journal in {@code folder} ends. */
    private static boolean grows(Path folder, Path from) {
        List<String> ours = JournalReader.read(folder.resolve(Journal.FILE)).lines();
        List<String> theirs = JournalReader.read(from.resolve(Journal.FILE)).lines();
        int common = Math.min(ours.size(), theirs.size());
        for (int i = 0; i < common; i++) {
            if (!ours.get(i).equals(theirs.get(i))) {
                throw parted(folder, i + 1);
            }
        }
        if (ours.size() > theirs.size()) {
            throw longer(folder, ours.size() - theirs.size());
        }
        return theirs.size() > ours.size();
    }

    private static Problem parted(Path folder, int record) {
        return new Problem(
                ExitCode.JOURNAL,
                "this home has another journal of the same run: they part at record " + record,
                folder.toString(),
                "the run was gone on with in two places",
                "find out what each of them did (handrail report on both), and mend the targets by hand;"
                        + " then close both with handrail abandon");
    }

    private static Problem longer(Path folder, int more) {
        String run = String.valueOf(folder.getFileName());
        return new Problem(
                ExitCode.UNDECIDED,
                "this home knows more of the run than the file: " + more + (more == 1 ? " record" : " records"),
                folder.toString(),
                "the file was written before that",
                "go on with what is here: handrail resume " + run);
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = OwnFile.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer whole = ByteBuffer.wrap(bytes);
            while (whole.hasRemaining()) {
                channel.write(whole);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static Problem unusable(Path where, IOException e) {
        return new Problem(
                ExitCode.JOURNAL,
                "the journal can't be copied",
                where.toString(),
                String.valueOf(e.getMessage()),
                "free the disk or mend the permissions there",
                e);
    }
}
