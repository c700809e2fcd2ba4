package dev.handrail.journal;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A journal that is there already, as its mode has it: who could write it could have made it say anything. */
record OwnJournal(Path file) {
    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-------");

    /** @throws Problem exit 8 where others could write it; passes what is missing, and a link, which is never opened */
    void require() {
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && OwnFolder.othersWrite(file)) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                throw new Problem(
                        ExitCode.JOURNAL,
                        "the journal can't be trusted",
                        file.toString(),
                        "others can write to it (" + mode + "), and what the targets do not prove is only said here",
                        "look who made it so, and whether what it says is true; then: chmod 600 " + file);
            }
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.JOURNAL,
                    "the journal can't be looked at",
                    file.toString(),
                    JournalFile.reason(e),
                    "mend its permissions, or give another place with --home DIR",
                    e);
        }
    }

    /** Closes it again where others could read it, as a home is. */
    void shut() throws IOException {
        if (!MODE.containsAll(Files.getPosixFilePermissions(file))) {
            Files.setPosixFilePermissions(file, MODE);
        }
    }
}
