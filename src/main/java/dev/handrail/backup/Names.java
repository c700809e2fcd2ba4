package dev.handrail.backup;

import dev.handrail.text.Quoting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names made from the run's id: the same each time the same work is planned. */
final class Names {
    /** What stands for the run's id before there is a run. */
    private static final String NO_RUN = "<run id>";

    private Names() {}

    /** The backup's own folder: {@code shop-<run id>-before-backup}. */
    static String backup(String database, String run, String step) {
        return safe(database) + "-" + run(run) + ending(step);
    }

    /** How the folders of one step's backups end. */
    static String ending(String step) {
        return "-" + safe(step.replace('/', '-'));
    }

    /**
     * True where a folder that tells nothing of its owner is, by its name, one of this step's on its way out, or one that
     * was begun and is empty.
     */
    static boolean leftover(String place, long bytes, String database, String step) {
        String name = place.substring(place.lastIndexOf('/') + 1);
        String end = ending(step);
        return name.startsWith(safe(database) + "-")
                && (name.endsWith(end + ".removed.partial")
                        || bytes == 0 && name.matches(".*" + Pattern.quote(end) + "\\.\\d+\\.partial"));
    }

    /** A file name that no program takes for an option or a path. */
    private static String safe(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}._-]", "_").replaceAll("^[.-]", "_");
    }

    /** The database that a backup is restored into. */
    static String restored(String database, String run) {
        return fitting(database, "_" + run(run));
    }

    /** The database that had the name, kept. */
    static String kept(String database, String run) {
        return fitting(database, "_before_" + run(run));
    }

    /** The restore point's name: PostgreSQL keeps 63 bytes of it. */
    static String point(String run) {
        return "handrail-" + run(run);
    }

    private static String run(String run) {
        return run.isEmpty() ? NO_RUN : run;
    }

    /** A name that PostgreSQL keeps whole: a long database's is cut, and told from its like by a digest. */
    private static String fitting(String database, String ending) {
        if (Quoting.fits(database + ending)) {
            return database + ending;
        }
        String told = "_" + digest(database) + ending;
        String base = database;
        while (!base.isEmpty() && !Quoting.fits(base + told)) {
            base = base.substring(0, base.offsetByCodePoints(base.length(), -1));
        }
        return base + told;
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 3);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
