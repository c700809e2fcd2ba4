package dev.handrail.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a report says, in the order in which it says it, before it has a form.
 *
 * @param state of the run that it is about; empty: none
 * @param alarms what needs somebody to act
 */
record Page(
        String title,
        String state,
        String subtitle,
        List<Alarm> alarms,
        List<Fact> facts,
        String summary,
        List<Table> tables) {
    /** @param strong what it is, in a few words */
    record Alarm(String strong, List<Piece> text) {}

    /** A line of the head. */
    record Fact(String name, List<Piece> value) {
        static Fact of(String name, String value) {
            return new Fact(name, List.of(Piece.plain(value)));
        }
    }

    /**
     * Rows under a title, each with as many pieces as there are columns.
     *
     * @param excerpts what stands below
     */
    record Table(String title, List<String> columns, List<List<Piece>> rows, List<Excerpt> excerpts) {
        Table(String title, List<String> columns, List<List<Piece>> rows) {
            this(title, columns, rows, List.of());
        }
    }

    /** Lines that stand as they are. */
    record Excerpt(String title, List<String> lines) {}

    Page {
        tables = tables.stream().filter(t -> !t.rows().isEmpty()).collect(Collectors.toUnmodifiableList());
    }
}
