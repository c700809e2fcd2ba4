package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A backup that is not proven yet: in a folder of its own that says whose it is. Each attempt has another one, because
 * an orphaned pg_dump of an earlier attempt may still write into its own.
 */
final class Partial {
    static final String SUFFIX = ".partial";
    static final String OWNER = "owner";
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** The run that makes a backup, and of which server's database. */
    record Owner(String run, String system, String database) {
        static final Owner NOBODY = new Owner("", "", "");
        private static final int LINES = 3;

        /** As it is noted; empty where it is cut off. */
        static Optional<Owner> of(String text) {
            String[] lines = text.split("\n", LINES);
            return lines.length == LINES ? Optional.of(new Owner(lines[0], lines[1], lines[2])) : Optional.empty();
        }

        static Owner of(Manifest backup) {
            return new Owner(backup.run(), backup.system(), backup.database());
        }

        String text() {
            return run + "\n" + system + "\n" + database;
        }
    }

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private final Path place;
    private final Path folder;

    private Partial(Path place, Path folder) {
        this.place = place;
        this.folder = folder;
    }

    /** Makes an empty one for {@code place}; what earlier attempts of the same run left is removed, nothing else. */
    static Partial begin(Path place, Owner owner, int attempt) {
        try {
            Files.createDirectories(place.getParent(), PRIVATE);
            clear(place, owner.run());
            Path folder = place.resolveSibling(place.getFileName() + "." + attempt + SUFFIX);
            Files.createDirectory(folder, PRIVATE);
            return new Partial(place, folder).owned(owner);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw new Problem(
                    ExitCode.FAILED,
                    e.getFile() + " is there already and not of this run",
                    "",
                    "another run may be writing it",
                    "see what it is; when nobody needs it, remove it");
        } catch (IOException e) {
            throw Folders.failed("can't be made", place, e);
        }
    }

    /** Without a whole note of whose it is nobody would ever find it to be his. */
    private Partial owned(Owner owner) throws IOException {
        try {
            Files.writeString(folder.resolve(OWNER), owner.text());
            Files.createDirectory(dump(), PRIVATE);
            return this;
        } catch (IOException e) {
            discard();
            throw e;
        }
    }

    /** Removes what attempts of {@code run} at {@code place} left that were cut off, nothing else. */
    static void clear(Path place, String run) throws IOException {
        for (Path old : leftovers(place)) {
            boolean begun = Files.exists(old.resolve(OWNER));
            if (owner(old).filter(o -> o.run().equals(run)).isPresent() || !begun && empty(old)) {
                Folders.delete(old);
            }
        }
    }

    /** Cut off before it could say whose it is; the place's name is the run's own. */
    private static boolean empty(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    /** Whose an unfinished backup is; empty where it is none of handrail's. */
    static Optional<Owner> owner(Path partial) {
        try {
            return Owner.of(Files.readString(partial.resolve(OWNER)));
        } catch (IOException e) { // a backup on its way out may have its manifest still
            return ManifestFile.read(partial).map(ManifestFile::manifest).map(Owner::of);
        }
    }

    private static List<Path> leftovers(Path place) throws IOException {
        String start = place.getFileName() + ".";
        try (Stream<Path> beside = Files.list(place.getParent())) {
            return beside.filter(p -> p.getFileName().toString().startsWith(start)
                            && p.getFileName().toString().endsWith(SUFFIX))
                    .toList();
        }
    }

    /** Where pg_dump writes: empty, 0700. */
    Path dump() {
        return folder.resolve("dump");
    }

    /** Gives it its final name, for good. */
    void finish() {
        try {
            for (Path file : Folders.files(dump())) {
                Files.setPosixFilePermissions(file, FILE); // pg_dump leaves it to the umask
            }
            Folders.sync(dump());
            Files.move(dump(), place, StandardCopyOption.ATOMIC_MOVE);
            Folders.sync(place.getParent());
            Folders.delete(folder);
        } catch (IOException e) {
            throw Folders.failed("can't get its name", place, e);
        }
    }

    void discard() {
        Folders.delete(folder);
    }
}
