package dev.handrail.checklist;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A section, or another way back, while it is written.
 *
 * @param back true for a way back
 * @param comments what stays of the checklist beside the steps
 */
record Group(String id, String title, boolean back, List<Named> steps, List<String> comments, Set<String> taken) {
    /** A step with its id. */
    record Named(String id, DraftStep step) {}

    Group(String id, String title, boolean back) {
        this(id, title, back, new ArrayList<>(), new ArrayList<>(), new HashSet<>());
    }

    /** @return the step's id */
    String add(DraftStep step) {
        String id = Clean.id(step.title(), taken);
        steps.add(new Named(id, step));
        return id;
    }
}
