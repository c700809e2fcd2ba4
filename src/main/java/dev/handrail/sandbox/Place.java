package dev.handrail.sandbox;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.settings.Home;
import dev.handrail.settings.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Where the servers' programs, data and logs are: in home, or, where they run as a user who can't reach home, beside
 * it; home records where. The folder itself is always the caller's own, so that the servers' user can't put a link
 * where we write.
 *
 * @param own what only the caller reads: passwords, lock, allotments
 * @param files what the servers need to reach
 */
record Place(Path own, Path files, Account account) {
    private static final List<Path> BESIDE = List.of(Path.of("/var/lib"), Path.of("/var/tmp"));

    static Place of(Home home) throws IOException {
        Path own = PrivateFiles.folder(home.open().sandbox());
        Account account = Account.here();
        return new Place(own, account.other() ? beside(own, account) : own, account);
    }

    Path data(String server) {
        return files.resolve(server);
    }

    Path log(String name) {
        return files.resolve(name + ".log");
    }

    Path password(String server) {
        return own.resolve(server + ".password");
    }

    /** The folder of one server's data: the servers' user alone can read it. */
    Path makeData(String server) throws IOException {
        Path data = data(server);
        if (!Files.isDirectory(data, LinkOption.NOFOLLOW_LINKS)) {
            PrivateFiles.folder(data);
            account.own(data);
        }
        return data;
    }

    /** A file that the servers' user can read and nobody else but the caller. */
    Path handOver(String name, String text) throws IOException {
        Path file = files.resolve(name);
        PrivateFiles.write(file, text);
        account.own(file);
        return file;
    }

    private static Path beside(Path own, Account account) throws IOException {
        Path record = own.resolve("place");
        if (Files.exists(record)) {
            Path recorded = Path.of(Files.readString(record).strip());
            return make(recorded);
        }
        String name = "handrail-" + digest(own.toRealPath().toString());
        for (Path base : BESIDE) {
            if (Files.isWritable(base)) {
                Path made = make(base.resolve(name));
                // So that one whose home was deleted can be told.
                PrivateFiles.write(made.resolve("home"), own + "\n");
                PrivateFiles.write(record, made + "\n");
                return made;
            }
        }
        throw new Problem(
                ExitCode.UNREACHABLE,
                "there is no place for the sandbox's data",
                BESIDE.toString(),
                "as root the servers run as " + account.name() + ", who can't reach " + own,
                "call handrail as an ordinary user, or make one of these folders writable");
    }

    private static Path make(Path folder) throws IOException {
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
            // The umask may have taken the right to pass through.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || !Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                            .equals(0)) {
                throw new Problem(
                        ExitCode.UNREACHABLE,
                        "the sandbox's data folder is somebody else's",
                        folder.toString(),
                        "it should be root's own folder",
                        "see what it is, remove it, and start again",
                        e);
            }
        }
        return folder;
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
