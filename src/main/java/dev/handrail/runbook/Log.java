package dev.handrail.runbook;

import java.time.Instant;
import java.util.regex.Pattern;

/** A log file that others write, seen from where it stood at some moment. */
public interface Log {
    /**
     * Where it stands now; what is written from here on is new. A file that is not there yet has only new lines.
     *
     * @param now by the clock that files are dated with
     */
    Reading mark(Instant now);

    /**
     * The lines written since, found again where the file was rotated, compressed or cut off meanwhile.
     *
     * @param mark as {@link #mark} gave it; it may have been through the journal
     * @param lines what a line has to hold
     * @return a row for each, column {@code line}, the first thousand of them; fact {@code count} says how many there are
     * @throws dev.handrail.problem.Problem where it can't be read, or a part that was written since is gone
     */
    Reading since(Reading mark, Pattern lines);
}
