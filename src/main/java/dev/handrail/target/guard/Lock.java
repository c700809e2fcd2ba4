package dev.handrail.target.guard;

import dev.handrail.runbook.Guard.Holder;
import dev.handrail.runbook.Guard.Mark;
import java.util.List;
import java.util.Optional;

/** A lock on one target that lives as long as its holder does, and the note of the run that is open on it. */
public interface Lock extends AutoCloseable {
    /** By which the locks of several targets are taken in one order, the same in every run. */
    String order();

    /**
     * Takes the lock, or tells at once who has it.
     *
     * @throws dev.handrail.problem.Problem exit 5 naming the holder; exit 7 where it can't be taken at all
     */
    void take(Holder holder);

    /** @throws dev.handrail.problem.Problem exit 5 where it is no longer held; one cheap round trip */
    void verify();

    /** The open run that the target knows of, other than {@code run}. */
    Optional<Holder> openRun(String run);

    /** Takes the note of {@code run} away: it is finished. Does nothing where there is none. */
    void release(String run);

    /** The heads of the journal of {@code run} that the target was given; none where it keeps none. */
    default List<Mark> marks(String run) {
        return List.of();
    }

    /** Leaves the head of the journal of {@code run}, where the target's work carries none. */
    default void mark(String run, String head) {}

    /** Gives the lock back; the note of an open run stays. */
    @Override
    void close();
}
