package dev.handrail.checklist;

import java.util.HashSet;
import java.util.List;

/** The text of a draft. */
final class DraftScript {
    private static final int TITLE = 100;

    private final Gathering gathering;
    private final List<String> contacts;
    private final StringBuilder text = new StringBuilder();

    DraftScript(Gathering gathering, List<String> contacts) {
        this.gathering = gathering;
        this.contacts = contacts;
    }

    String text(String name, String title, List<Group> groups, int steps, int byHand) {
        line("// Draft made from " + Clean.line(name) + ".md: " + steps + " steps, " + byHand
                + " of them done by a person.");
        line("// Each DECIDE is an open point. handrail check tells what else deserves a second look.");
        line("language 1");
        line("");
        line("runbook(" + Clean.quoted(List.of(Clean.id(name, new HashSet<>()), title.isEmpty() ? name : title))
                + ") {");
        contacts.forEach(c -> line("  " + c));
        targets();
        groups.stream().filter(g -> !g.back()).forEach(this::group);
        groups.stream().filter(Group::back).forEach(this::group);
        line("}");
        return text.toString();
    }

    private void targets() {
        if (gathering.database()) {
            line("  database 'main'");
        }
        if (gathering.cache()) {
            line("  cache 'keys'");
        }
        gathering.services().forEach((host, name) -> line("  service " + Clean.quoted(name) + " // " + host));
    }

    private void group(Group group) {
        line("");
        if (group.steps().isEmpty()) {
            line("  // " + group.title());
            group.comments().forEach(c -> line("  // " + c));
            return;
        }
        line("  " + (group.back() ? "recovery" : "section") + "(" + Clean.quoted(List.of(group.id(), group.title()))
                + ") {");
        group.comments().forEach(c -> line("    // " + c));
        group.steps().forEach(this::step);
        line("  }");
    }

    private void step(Group.Named named) {
        String title = named.step().title();
        String brief = title.length() > TITLE ? title.substring(0, TITLE - 1) + "…" : title;
        line("    step(" + Clean.quoted(List.of(named.id(), brief)) + ") {");
        for (String part : named.step().body()) {
            // the lines of a text stand as they are: blanks in front of them would be part of it
            line("      " + part);
        }
        line("    }");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
