package dev.handrail.runbook;

import java.time.Instant;
import java.util.List;

/**
 * A dump that somebody else made: nobody here has proven it.
 *
 * @param at when it was last written
 * @param ended true where the end is there that pg_dump writes; only a script tells
 */
public record Foreign(String place, Kind kind, long bytes, Instant at, boolean ended) {
    /** What it is, as its first bytes say. */
    public enum Kind {
        /** SQL, as {@code pg_dump --format=plain} writes it. */
        SCRIPT,
        /** One file for pg_restore: custom or tar. */
        ARCHIVE,
        /** A folder for pg_restore. */
        FOLDER;

        /** How it is restored into {@code into}, line by line. */
        List<String> show(String place, String into, int jobs) {
            return this == SCRIPT
                    ? List.of(
                            "read " + place + ": its last line must be there, and no command of psql's own",
                            "create database " + into,
                            "psql --single-transaction --set=ON_ERROR_STOP=1 --file=" + place + " into " + into)
                    : List.of(
                            "pg_restore --file=/dev/null " + place + ": every byte is read",
                            "create database " + into,
                            "pg_restore --exit-on-error --jobs=" + jobs + " " + place + " into " + into);
        }
    }
}
