package dev.handrail.runbook;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps two runs off one target: a lock on a connection of its own, and the row that names an open run. */
public interface Guard extends AutoCloseable {
    /**
     * Takes the locks of all targets that will be changed, in one order, or none.
     *
     * @throws dev.handrail.problem.Problem exit 5 naming the holder
     */
    void lock(List<TargetRef> targets, Holder holder);

    /** @throws dev.handrail.problem.Problem exit 5 where a lock is no longer held */
    void verify();

    /** The open run that a target knows of, other than {@code run}. */
    Optional<Holder> openRun(TargetRef target, String run);

    /** Takes the open run's row away: the run is finished. */
    void release(String run);

    /** Leaves with a run's backups that the run is over and needs them no more; what can't be reached has no such note. */
    void over(String run, Collection<String> backups);

    /** The heads of a run's journal that a target was given together with its work, oldest first. */
    List<Mark> marks(TargetRef target, String run);

    /** Leaves the journal's head with targets whose work can't carry it. */
    void mark(String run, String head);

    @Override
    void close();

    /**
     * A journal's head as a target has it.
     *
     * @param what the work that it came with
     * @param head number and digest of the journal's last record then, e.g. {@code 17:3f…}
     */
    record Mark(String what, String at, String head) {}

    /** Who holds a target. */
    record Holder(String run, String runbook, String operator, String host, String since) {}
}
