package dev.handrail.settings;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where handrail keeps what it must remember.
 *
 * @param root runs, compiled runbooks, the sandbox; 0700
 * @param config the user's own {@code handrail.yml}; never created by us
 */
public record Home(Path root, Path config) {
    private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /**
     * Where home is; nothing is created yet.
     *
     * @param option {@code --home}; null: {@code $HANDRAIL_HOME}, else the XDG state and config folders
     */
    public static Home find(@Nullable Path option, Map<String, String> environment) {
        if (option != null) {
            return at(option);
        }
        String variable = environment.getOrDefault("HANDRAIL_HOME", "");
        if (!variable.isBlank()) {
            return at(Path.of(variable));
        }
        String user = environment.getOrDefault("HOME", "");
        Path own = Path.of(user.isBlank() ? System.getProperty("user.home") : user);
        return new Home(
                xdg(environment, "XDG_STATE_HOME", own.resolve(".local/state")),
                xdg(environment, "XDG_CONFIG_HOME", own.resolve(".config")));
    }

    /** One folder for both, as {@code --home} means it. */
    public static Home at(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        return new Home(root, root);
    }

    /**
     * Creates home where it is missing and closes it to others. One that others can write to, and that is not empty, is
     * not believed: they may have put there what it holds.
     *
     * @throws Problem exit 8, naming {@code --home}, where that is not possible
     */
    public Home open() {
        try {
            PrivateFiles.folder(root);
            if (belongsToAnother()) {
                throw unusable("it belongs to another user", null);
            }
            if (!Files.isWritable(root)) {
                throw unusable("it is not writable", null);
            }
            if (othersWrite() && !empty()) {
                throw unusable("others can write to it, and it is not empty", null);
            }
            if (!Files.getPosixFilePermissions(root).equals(PrivateFiles.FOLDER)) {
                Files.setPosixFilePermissions(root, PrivateFiles.FOLDER);
            }
            return this;
        } catch (IOException e) {
            throw unusable(reason(e), e);
        }
    }

    public Path runs() {
        return root.resolve("runs");
    }

    /**
     * The folder of one run.
     *
     * @throws Problem exit 2 where {@code id} can't be the id of a run, e.g. a path
     */
    public Path run(String id) {
        if (!RUN_ID.matcher(id).matches()) {
            throw new Problem(
                    ExitCode.WRONG,
                    "'" + id + "' is not the id of a run",
                    "",
                    "an id has letters, digits, dots and dashes",
                    "see the ids with: handrail runs");
        }
        return runs().resolve(id);
    }

    /** Compiled runbooks, by digest. */
    public Path compiled() {
        return root.resolve("compiled");
    }

    public Path sandbox() {
        return root.resolve("sandbox");
    }

    /** Backup folders that are not absolute are relative to home: {@code to 'backups'} is this one. */
    public Path backups() {
        return root.resolve("backups");
    }

    /** What was typed in the REPL. */
    public Path history() {
        return root.resolve("history");
    }

    private static Path xdg(Map<String, String> environment, String variable, Path otherwise) {
        Path set = Path.of(environment.getOrDefault(variable, ""));
        // The XDG specification: a relative path is invalid and ignored.
        return (set.isAbsolute() ? set : otherwise)
                .resolve("handrail")
                .toAbsolutePath()
                .normalize();
    }

    private boolean belongsToAnother() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && !Files.getAttribute(root, "unix:uid").equals(Files.getAttribute(self, "unix:uid"));
    }

    private boolean othersWrite() throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(root);
        return mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE);
    }

    private boolean empty() throws IOException {
        try (Stream<Path> inside = Files.list(root)) {
            return inside.findAny().isEmpty();
        }
    }

    private static String reason(IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "it can't be created or opened: permission denied";
        }
        if (e instanceof java.nio.file.FileAlreadyExistsException) {
            return "a file is where the folder should be: " + e.getMessage();
        }
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "it can't be created there";
        }
        return String.valueOf(e.getMessage());
    }

    private Problem unusable(String why, @Nullable Throwable cause) {
        return new Problem(
                ExitCode.JOURNAL,
                "the home folder can't be used",
                root.toString(),
                why,
                (why.startsWith("others")
                                ? "look whether what is in it is yours; then: chmod 700 " + root + "\nor "
                                : "")
                        + "give another folder with --home DIR or HANDRAIL_HOME; it will hold runs and their journals",
                cause);
    }
}
