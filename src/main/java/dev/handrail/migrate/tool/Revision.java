package dev.handrail.migrate.tool;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One of alembic's revisions.
 *
 * @param parents those it follows; none for a first one
 * @param needs ids or labels of others that must be there before it
 */
record Revision(String id, boolean head, List<String> parents, List<String> needs, List<String> labels, String title) {
    /** For people. */
    String shown() {
        return title.isEmpty() ? id : id + " " + title;
    }

    /** All that must be there before it, where {@code needed} are its needs by their ids. */
    Set<String> before(List<String> needed) {
        Set<String> all = new LinkedHashSet<>(parents);
        all.addAll(needed);
        return all;
    }
}
