package dev.handrail.partition;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.Quoting;

/** Names of partitions that are to be made. */
final class Naming {
    private Naming() {}

    /**
     * The name.
     *
     * @throws Problem exit 2 where PostgreSQL would cut it off
     */
    static String whole(String name, String shorter) {
        if (!Quoting.fits(name)) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the partition name " + name + " is longer than the " + Quoting.LONGEST_NAME
                            + " bytes that PostgreSQL keeps",
                    "",
                    "cut off, it could be the name of another one",
                    "give a shorter one: template '" + shorter + "'");
        }
        return name;
    }
}
