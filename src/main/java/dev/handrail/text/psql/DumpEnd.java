package dev.handrail.text.psql;

import dev.handrail.problem.Position;
import dev.handrail.text.SqlProblem;

/**
 * Whether a dump of pg_dump has its last line. Where the server ended its session, pg_dump closes the rows it was at and
 * stops: all that is missing then is what would have followed.
 */
final class DumpEnd {
    private static final String BEGINS = "-- PostgreSQL database dump";
    private static final String ENDS = "-- PostgreSQL database dump complete";
    private static final int HEAD = 10;

    private boolean dump;
    private boolean ended;

    void line(Line line) {
        if (line.text().startsWith(BEGINS)) {
            dump |= line.number() <= HEAD && line.text().strip().equals(BEGINS);
            ended |= line.text().strip().equals(ENDS);
        }
    }

    void refuseCut(Position end) {
        if (dump && !ended) {
            throw SqlProblem.at(
                    end,
                    "this dump was cut off: it does not say at its end that it is complete",
                    "pg_dump writes '" + ENDS + "' last",
                    "make the dump again; where its end was taken off on purpose, take its first comment off too");
        }
    }
}
