package dev.handrail.journal;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A folder that its owner alone can write to: who else could might have put the journal there. */
record OwnFolder(Path path) {
    static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rwx------");

    /** Makes it and the parents that are missing, 0700. */
    void make() throws IOException {
        Files.createDirectories(path, PosixFilePermissions.asFileAttribute(MODE));
    }

    /** @throws Problem exit 8 where it, or the folder that it is in, can't be trusted or written; passes what is missing */
    void require() {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            refuse(parent, true);
        }
        refuse(path, false);
    }

    private static void refuse(Path folder, boolean above) {
        try {
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Optional<Problem> mistrust = mistrust(folder, above);
                if (mistrust.isPresent()) {
                    throw mistrust.get();
                }
            }
        } catch (IOException e) {
            throw problem(folder, "it can't be looked at: " + e.getMessage(), "mend its permissions", e);
        }
    }

    /** @param above it holds ours: it may be the system's, as long as nobody else can exchange what is in it */
    private static Optional<Problem> mistrust(Path folder, boolean above) throws IOException {
        String why = null;
        String remedy = "look who made it so, and whether what is in it is yours; then: chmod 700 " + folder;
        if (Files.isSymbolicLink(folder)) {
            why = "it is a symbolic link to " + Files.readSymbolicLink(folder);
            remedy = "put the folder itself there, or name the place it is at with --home DIR";
        } else if (!Files.isDirectory(folder)) {
            why = "it is not a folder";
            remedy = "move it away, or give another place with --home DIR";
        } else if (!Here.owns(folder) && !(above && number(folder, "unix:uid") == 0)) {
            why = "it belongs to " + Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
            remedy = "work as that user, or give another place with --home DIR";
        } else if (othersWrite(folder) && !(above && sticky(folder))) {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
            why = "others can write to it (" + mode + ")";
        } else if (!Files.isWritable(folder)) {
            why = "it can't be written to";
            remedy = "mount it for writing or mend its permissions, or give another place with --home DIR";
        }
        return why == null ? Optional.empty() : Optional.of(problem(folder, why, remedy, null));
    }

    static boolean othersWrite(Path folder) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        return mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** As /tmp is: everybody makes files there, and nobody can take away or rename another's. */
    private static boolean sticky(Path folder) throws IOException {
        return (number(folder, "unix:mode") & 01000) != 0;
    }

    private static int number(Path folder, String attribute) throws IOException {
        return ((Number) Files.getAttribute(folder, attribute, LinkOption.NOFOLLOW_LINKS)).intValue();
    }

    private static Problem problem(Path folder, String why, String remedy, @Nullable IOException cause) {
        return new Problem(
                ExitCode.JOURNAL, "the journal's folder can't be trusted", folder.toString(), why, remedy, cause);
    }
}
