package dev.handrail.run;

import dev.handrail.journal.JournalReader;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Guard;
import dev.handrail.runbook.TargetRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What targets know of a run's journal. A journal that was cut at the end of a record is whole in itself; only the
 * heads that were written together with the work show that there was more.
 */
public final class Anchors {
    private static final Pattern HEAD = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");
    private static final int SHOWN = 5;

    /** A head that some target has. */
    private record Known(TargetRef target, Guard.Mark mark, long seq, String digest) {
        String shown(boolean another) {
            String when = mark.at().isEmpty() ? "" : " at " + mark.at();
            return target + " has " + mark.what() + when + ": record " + seq
                    + (another ? ", which is another one here" : "");
        }
    }

    private Anchors() {}

    /**
     * Looks before anything is done whether the journal holds every record that the targets have seen.
     *
     * @param changed the targets that the run may have changed
     * @throws Problem exit 8 where records are missing, as far as is known how many and of what
     */
    public static void require(Guard guard, List<TargetRef> changed, String run, Path journal) {
        List<Known> known = known(guard, changed, run); // first: a record is in the journal before a target has it
        if (known.isEmpty()) {
            return;
        }
        JournalReader.Read read = JournalReader.read(journal);
        List<Known> missing =
                known.stream().filter(k -> !read.carries(k.seq(), k.digest())).toList();
        if (!missing.isEmpty()) {
            throw cut(missing, run, journal, read.lines().size());
        }
    }

    /**
     * Looks whether a run's id was used before, with another journal.
     *
     * @throws Problem exit 8 where a target has work of a run of this id
     */
    public static void unused(Guard guard, List<TargetRef> changed, String run, Path journal) {
        List<Known> known = known(guard, changed, run);
        if (!known.isEmpty()) {
            throw new Problem(
                    ExitCode.JOURNAL,
                    "a run " + run + " has worked here, and its journal is not in this home",
                    journal.toString(),
                    shown(known, 0),
                    "go on where its journal is, or with a copy of it; another run takes another --id");
        }
    }

    private static List<Known> known(Guard guard, List<TargetRef> changed, String run) {
        List<Known> known = new ArrayList<>();
        for (TargetRef target : changed) {
            for (Guard.Mark mark : guard.marks(target, run)) {
                Matcher head = HEAD.matcher(mark.head());
                if (head.matches()) {
                    known.add(new Known(target, mark, Long.parseLong(head.group(1)), head.group(2)));
                }
            }
        }
        return known;
    }

    private static Problem cut(List<Known> missing, String run, Path journal, int records) {
        long last = missing.stream().mapToLong(Known::seq).max().orElse(0);
        long gone = last - records;
        return new Problem(
                ExitCode.JOURNAL,
                gone > 0
                        ? "the journal of run " + run + " was cut: " + gone
                                + " or more records are missing, it ends with " + records
                        : "this is not the journal that run " + run + " wrote",
                journal.toString(),
                shown(missing, records),
                "get the journal back from a copy, or from where the run went on (handrail export there, handrail resume"
                        + " --file here); or look at the target and close the run: handrail"
                        + " abandon " + run + " --reason TEXT");
    }

    private static String shown(List<Known> known, int records) {
        List<String> lines = new ArrayList<>(known.stream()
                .skip(Math.max(0, known.size() - SHOWN))
                .map(k -> k.shown(k.seq() <= records))
                .toList());
        if (known.size() > SHOWN) {
            lines.add(0, "… and " + (known.size() - SHOWN) + " before");
        }
        return String.join("\n", lines);
    }
}
