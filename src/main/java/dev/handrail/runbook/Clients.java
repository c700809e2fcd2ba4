package dev.handrail.runbook;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.util.Optional;

/** The client programs of PostgreSQL: they must be there, and not older than the server. */
public final class Clients {
    private Clients() {}

    /** @throws Problem exit 7, naming the package, where the installed ones can't serve the server */
    public static void require(Optional<Integer> installed, int server, String serverVersion) {
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
                        + "\nor put the folder of newer ones first on PATH");
    }
}
