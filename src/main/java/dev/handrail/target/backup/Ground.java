package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A folder in which backups are put: nobody else may exchange what lies there, and it is the one that is named. */
final class Ground {
    private Ground() {}

    /** @throws Problem exit 1 where it is a link, no folder, or open to everybody; one that is not there yet is well */
    static void mustBeFit(Path folder) {
        if (Files.isSymbolicLink(folder)) {
            throw refused(
                    folder,
                    "is a link",
                    "backups would lie wherever it leads tomorrow",
                    "name the folder itself: " + where(folder));
        }
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(folder, "is no folder", "", "name a folder with to '…'");
        }
        if (openToAll(folder)) {
            throw refused(
                    folder,
                    "may be written by everybody",
                    "another user could exchange a backup for his own",
                    "close it: chmod o-w '" + folder + "'");
        }
    }

    private static String where(Path link) {
        try {
            return link.toRealPath().toString();
        } catch (IOException e) {
            return "the link leads nowhere";
        }
    }

    private static boolean openToAll(Path folder) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
            return permissions.contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // no such rights there: nothing that could be closed
        }
    }

    private static Problem refused(Path folder, String what, String why, String remedy) {
        return new Problem(ExitCode.FAILED, "the folder for backups " + what, folder.toString(), why, remedy);
    }
}
