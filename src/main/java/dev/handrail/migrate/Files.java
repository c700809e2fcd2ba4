package dev.handrail.migrate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.NearWord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files of one migrate in their order, and the files that take them back. */
record Files(List<MigrationFile> forward, List<MigrationFile> reverts) {
    /** @throws Problem exit 2 where a file or a name can't be meant as it is written */
    void check(@Nullable String... bounds) {
        if (forward.isEmpty()) {
            throw wrong("migrate has no files", "", "name them with files 'migrations/*.sql'");
        }
        forward.forEach(Script::of);
        reverts.forEach(Script::of);
        for (MigrationFile revert : reverts) {
            if (index(revert.name()) < 0) {
                throw wrong(
                        "the revert file " + revert.name() + " takes back nothing: no file has its name",
                        revert.sql().position().file(),
                        NearWord.proposal(revert.name(), names()));
            }
        }
        for (String bound : bounds) {
            if (bound != null && index(bound) < 0) {
                throw wrong("there is no file " + bound + " to migrate", "", NearWord.proposal(bound, names()));
            }
        }
    }

    private static Problem wrong(String what, String where, String remedy) {
        return new Problem(ExitCode.WRONG, what, where, "", remedy);
    }

    List<String> names() {
        return forward.stream().map(MigrationFile::name).toList();
    }

    /** Where a file stands in the order; -1 where it is none of these, or none is given. */
    int index(@Nullable String name) {
        return name == null ? -1 : names().indexOf(name);
    }

    /** The files after {@code baseline}, up to and with {@code upTo}; null: no bound. */
    List<MigrationFile> between(@Nullable String baseline, @Nullable String upTo) {
        int end = upTo == null ? forward.size() : index(upTo) + 1;
        return forward.subList(Math.min(index(baseline) + 1, end), end);
    }

    Optional<MigrationFile> revertOf(String name) {
        return reverts.stream().filter(r -> r.name().equals(name)).findFirst();
    }

    /** Files without a way back, where others have one. */
    List<String> oneWay() {
        return names().stream().filter(name -> revertOf(name).isEmpty()).toList();
    }

    /** Names on one line, the first few of many. */
    static String some(List<String> names) {
        String first = names.stream().limit(5).collect(Collectors.joining(", "));
        return names.size() <= 5 ? first : first + " and " + (names.size() - 5) + " more";
    }
}
