package dev.handrail.migrate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.Quoting;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether files and history tell the same story, where they overlap. */
final class Agreement {
    private final Files files;
    private final String step;
    private final List<Applied> history;
    private final Map<String, Applied> rows;

    Agreement(Files files, String step, List<Applied> history) {
        this.files = files;
        this.step = step;
        this.history = history;
        this.rows = history.stream().collect(Collectors.toMap(Applied::name, Function.identity()));
    }

    /** @param accepted index of the last file that is taken as applied whatever the history says; -1: none */
    void check(int accepted) {
        notEdited(accepted);
        nothingMissing();
        inOrder(accepted);
    }

    private void notEdited(int accepted) {
        for (int i = accepted + 1; i < files.forward().size(); i++) {
            MigrationFile file = files.forward().get(i);
            Applied row = rows.get(file.name());
            if (row != null && !row.digest().equals(file.digest())) {
                throw undecided(
                        file.name() + " was changed after it was applied",
                        file.sql().position().file(),
                        "applied by run " + row.run() + " with digest " + brief(row.digest()) + ", now "
                                + brief(file.digest()),
                        "choose one:\n- put the file back as it was and write the change as a new file\n"
                                + "- if the change makes no difference: baseline '" + file.name()
                                + "', which takes this file as applied as it is now");
            }
            if (row != null && row.revertedParts() > 0) {
                throw undecided(
                        file.name() + " is taken back in part",
                        file.sql().position().file(),
                        row.revertedParts() + " parts of its revert file have run, the rest has not",
                        "take it back to its end: migrate { downTo … } with the same files, or rollback of run "
                                + row.run());
            }
        }
    }

    /** What comes before the first file is an earlier release's; what comes after the last where nothing is shared, too. */
    private void nothingMissing() {
        String first = files.names().get(0);
        String last = files.names().get(files.names().size() - 1);
        boolean shared = history.stream().anyMatch(row -> row.step().equals(step) && files.index(row.name()) >= 0);
        for (Applied row : history) {
            boolean follows = MigrationFile.IN_ORDER.compare(first, row.name()) < 0
                    && (shared || MigrationFile.IN_ORDER.compare(row.name(), last) < 0);
            if (follows && row.step().equals(step) && files.index(row.name()) < 0) {
                throw undecided(
                        row.name() + " was applied by this step, and is no longer among its files",
                        "",
                        "applied by run " + row.run() + " with digest " + brief(row.digest()),
                        "put the file back (an older copy of the files lacks it too); or, if it is meant to be gone, say so in a step of its own: "
                                + "sql \"delete from handrail.migration where name = "
                                + Quoting.literal(row.name()) + "\"");
            }
        }
    }

    /** A file that another step applied before its turn is the author's own order. */
    private void inOrder(int accepted) {
        int newest = history.stream()
                .filter(row -> row.step().equals(step))
                .mapToInt(row -> files.index(row.name()))
                .max()
                .orElse(-1);
        for (int i = accepted + 1; i < newest; i++) {
            String name = files.names().get(i);
            if (!rows.containsKey(name)) {
                String later = files.names().get(newest);
                throw undecided(
                        name + " is not applied, but " + later + ", which comes after it, is",
                        files.forward().get(i).sql().position().file(),
                        "it may have been written for what was there before " + later,
                        "choose one:\n- give it a name that comes after " + later + ", and it is applied next\n"
                                + "- if its changes are there already: baseline '" + name
                                + "', which takes it as applied");
            }
        }
    }

    private static String brief(String digest) {
        return digest.length() > 12 ? digest.substring(0, 12) : digest;
    }

    private static Problem undecided(String what, String where, String why, String remedy) {
        return new Problem(ExitCode.UNDECIDED, what, where, why, remedy);
    }
}
