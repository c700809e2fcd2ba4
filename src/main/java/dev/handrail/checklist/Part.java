package dev.handrail.checklist;

import java.util.List;

/**
 * What stands below one heading, up to the next.
 *
 * @param titles the heading and those above it, the outermost first, without the document's own
 */
record Part(List<String> titles, int line, List<Item> items) {
    String title() {
        return titles.get(titles.size() - 1);
    }

    /** The heading that gives the section: the one above, where there is one. */
    String sectionTitle() {
        return titles.size() > 1 ? titles.get(titles.size() - 2) : title();
    }

    boolean about(String pattern) {
        return titles.stream().anyMatch(t -> t.matches("(?i).*\\b(" + pattern + ").*"));
    }
}
