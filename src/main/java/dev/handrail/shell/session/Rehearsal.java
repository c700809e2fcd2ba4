package dev.handrail.shell.session;

import dev.handrail.run.Operator;
import dev.handrail.runbook.Performer;

/** A run that a specification drives: who answers in it, and how what it performs may go wrong. */
public interface Rehearsal {
    /** Who answers in place of a person. */
    Operator operator();

    /** What performs the effects of the run, in place of {@code real} or around it. */
    Performer around(Performer real);
}
