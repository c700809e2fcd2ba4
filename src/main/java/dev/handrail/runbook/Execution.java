package dev.handrail.runbook;

import dev.handrail.text.Values;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The surroundings in which one effect is performed. */
public interface Execution {
    String run();

    String step();

    /** Who runs what, as the row in {@code handrail.run} tells the next one. */
    Guard.Holder holder();

    /** {@code forward}, {@code rollback} or {@code remedy}. */
    String phase();

    /** The effect's key within its step; marker rows carry it. */
    String effect();

    int attempt();

    /**
     * How often this effect was done or its step taken back before: the same for every try of one doing, another one
     * for the next.
     */
    int round();

    Values values();

    /** The run's own folder for logs. */
    Path logs();

    /** Consents that were given for this step. */
    Set<String> consents();

    /** The journal's chain head, for marker rows. */
    String head();

    /**
     * Puts on record, durably, that the work is about to be sent. Must be called once, before anything is sent.
     *
     * @param facts what finds it again: {@code xid}, {@code pid}, {@code database} …
     */
    void started(Map<String, String> facts);

    /** Tells how far the work is; cheap, may be called often. */
    void progress(Progress progress);

    /** A line that the target or program said meanwhile. */
    void said(String line);

    /** How a person wants work in batches to go on. */
    default Pace pace() {
        return new Pace();
    }

    /**
     * What ends the work early when the operator asks for it; replaces the one given before.
     *
     * @throws EffectFailure where it was asked for already
     */
    void onCancel(Runnable cancel);

    boolean cancelled();

    /** Why a watch ended it, or that the operator did. */
    String cancelReason();
}
