package dev.handrail.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import java.util.Optional;

/** The client programs of PostgreSQL: what they can do. */
final class Tools {
    private static final int MORE_THAN_GZIP = 16;

    private Tools() {}

    /** The oldest pg_dump that knows a compression. */
    static int least(String compress) {
        return compress.matches("(zstd|lz4).*") ? MORE_THAN_GZIP : 0;
    }

    /** @throws Problem exit 7 where the installed pg_dump knows no such compression */
    static void compresses(Optional<Integer> installed, String compress) {
        if (installed.orElse(0) < least(compress)) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    "pg_dump " + installed.map(String::valueOf).orElse("") + " can't compress with " + compress,
                    "",
                    "zstd and lz4 came with PostgreSQL " + MORE_THAN_GZIP + "'s client programs",
                    "write compress 1, or install newer ones (Debian, Ubuntu: apt install postgresql-client-"
                            + MORE_THAN_GZIP + ")");
        }
    }

    /** @throws Problem exit 1 where the scratch database's server is older than the one that is dumped */
    static void restorable(Database.Identity dumped, Database.Identity scratch) {
        if (scratch.major() < dumped.major()) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the server for the scratch database is PostgreSQL " + scratch.version()
                            + ", and the one that is dumped is " + dumped.version(),
                    scratch.host() + ":" + scratch.port(),
                    "a dump of a newer server can't be restored into an older one",
                    "name a database on a server of version " + dumped.major() + " or newer with scratchOn '…'");
        }
    }
}
