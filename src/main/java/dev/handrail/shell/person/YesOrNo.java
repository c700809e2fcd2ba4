package dev.handrail.shell.person;

import dev.handrail.shell.out.Line;
import java.util.List;

/** A question with two answers, of which no is the one that happens when nobody answers. */
record YesOrNo(Asking asking) {
    private static final List<Asking.Choice> CHOICES = List.of(
            new Asking.Choice('y', "[y]es", "agree"), new Asking.Choice('n', "[n]o", "stop here; nothing is lost"));

    boolean ask(String what, List<String> details, String question) {
        asking.ready();
        asking.say(Line.of(what, Line.Look.WARN));
        details.forEach(d -> asking.console().say("  " + d));
        return asking.key(question, CHOICES) == 'y';
    }
}
