package dev.handrail.migrate.tool;

import dev.handrail.runbook.Logbook;
import java.util.List;
import java.util.Set;

/**
 * One of the migrators that teams use: how it is asked, and how it is told what to do. One that goes forward only says
 * nothing of a way back.
 */
public interface Tool {
    String name();

    /** How it is started where the author says nothing. */
    List<String> program();

    /** What to install where it is missing, for people. */
    String install();

    /** Arguments that make it say its version. */
    List<String> version();

    /** Where in that answer the version is, as the first group. */
    String versioned();

    /** Where it keeps its history. */
    Logbook history(Console console);

    /** How it takes back what it applied, in a sentence; empty: it can't. */
    default String wayBack() {
        return "";
    }

    /** What its check says, a line for the plan; throws a problem where something is wrong. */
    String checked(Standing standing);

    /** The calls that apply what is pending; none: nothing is. */
    List<Course> forward(Standing standing);

    /** The calls that take back everything after what {@link Project#downTo} names. */
    default List<Course> down(Standing standing) {
        return List.of();
    }

    /** The calls that take back exactly these, as far as they are applied. */
    default List<Course> back(Standing standing, Set<String> ids) {
        return List.of();
    }
}
