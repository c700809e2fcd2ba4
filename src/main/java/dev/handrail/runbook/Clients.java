package dev.handrail.runbook;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.util.Optional;

/** The client programs of PostgreSQL: they must be there, and not older than the server. */
public final class Clients {
    /** From here on pg_restore begins with a setting, transaction_timeout, that no older server knows. */
    private static final int MORE_SETTINGS = 17;

    private Clients() {}

    /** Whether a server knows every setting with which a dump of a newer program begins. */
    public static boolean knowsSettings(int server) {
        return server >= MORE_SETTINGS;
    }

    /**
     * The newest version whose pg_restore a server takes without a complaint; a dump is read by the version that made
     * it, or a newer one.
     */
    public static int newestFor(int server) {
        return knowsSettings(server) ? Integer.MAX_VALUE : MORE_SETTINGS - 1;
    }

    /** The same for any of the programs: psql sends what it is given. */
    public static int newestFor(String program, int server) {
        return program.equals("psql") ? Integer.MAX_VALUE : newestFor(server);
    }

    /**
     * @param into where what is dumped is to be restored
     * @return the newest version that dumps the one, one that the other takes without a complaint first
     * @throws Problem exit 7, naming the package, where none can
     */
    public static int require(Host host, Database.Identity dumped, Database.Identity into) {
        return require(host, dumped, into, 0);
    }

    /** @param least the version that can do what is asked for; where none is so new, the newest is named */
    public static int require(Host host, Database.Identity dumped, Database.Identity into, int least) {
        Optional<Integer> best = host.pgDumpMajor(newestFor(into.major()))
                .filter(major -> major >= Math.max(dumped.major(), least))
                .or(host::pgDumpMajor);
        require(best, dumped.major(), dumped.version());
        return best.orElseThrow();
    }

    /** @throws Problem exit 7, naming the package, where the installed ones can't serve the server */
    static void require(Optional<Integer> installed, int server, String serverVersion) {
        if (installed.isEmpty()) {
            throw refused("pg_dump is not installed, or not on PATH", "", server);
        }
        if (installed.get() < server) {
            throw refused(
                    "pg_dump " + installed.get() + " is older than the server",
                    "the server is PostgreSQL " + serverVersion + ", and pg_dump refuses servers newer than itself",
                    server);
        }
    }

    private static Problem refused(String what, String why, int server) {
        return new Problem(
                ExitCode.UNREACHABLE,
                what,
                "",
                why,
                "install the client programs of PostgreSQL " + server + ":\n- Debian, Ubuntu: apt install"
                        + " postgresql-client-" + server + "\n- RHEL, Fedora, SUSE: the package postgresql" + server
                        + "\nor put the folder of fitting ones first on PATH");
    }
}
