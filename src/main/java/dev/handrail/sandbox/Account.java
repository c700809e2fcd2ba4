package dev.handrail.sandbox;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who the servers run as: the user who calls, or, where that is root, a user without rights, for PostgreSQL refuses to
 * run as root and Redis should not either.
 *
 * @param other true where the servers' user is not the caller
 */
record Account(String name, int uid, int gid, boolean other) {
    private static final Path USERS = Path.of("/etc/passwd");

    /** Debian's own server user where there is one, else nobody. */
    private static final List<String> WITHOUT_RIGHTS = List.of("postgres", "nobody");

    static Account here() throws IOException {
        Path self = Path.of("/proc/self");
        int uid = (Integer) Files.getAttribute(self, "unix:uid");
        int gid = (Integer) Files.getAttribute(self, "unix:gid");
        if (uid != 0) {
            return new Account(System.getProperty("user.name"), uid, gid, false);
        }
        List<String> users = Files.readAllLines(USERS);
        return WITHOUT_RIGHTS.stream()
                .flatMap(name -> in(users, name).stream())
                .findFirst()
                .orElseThrow(() -> new Problem(
                        ExitCode.UNREACHABLE,
                        "the sandbox can't run as root",
                        USERS.toString(),
                        "PostgreSQL refuses to, and there is neither a user 'postgres' nor 'nobody'",
                        "call handrail as an ordinary user, or add a system user 'postgres'"));
    }

    private static Optional<Account> in(List<String> users, String name) {
        return users.stream()
                .map(line -> line.split(":", -1))
                .filter(user -> user.length > 3 && user[0].equals(name))
                .map(user -> new Account(name, Integer.parseInt(user[2]), Integer.parseInt(user[3]), true))
                .filter(user -> user.uid() != 0)
                .findFirst();
    }

    /** The arguments that run {@code program} as this user. */
    List<String> argv(List<String> program) {
        if (!other) {
            return program;
        }
        List<String> argv = new ArrayList<>(
                List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--no-new-privs"));
        argv.addAll(program);
        return argv;
    }

    /** Gives {@code path} to this user. */
    void own(Path path) throws IOException {
        if (other) {
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
