package dev.handrail.shell.person;

import dev.handrail.run.Operator.Verdict;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Step;
import dev.handrail.shell.out.Line;
import java.util.List;
import java.util.Optional;

/** What became of an effect that nothing proves: only a person who looked can say. */
record UnknownQuestion(Asking asking, Step step, Started started, String evidence) {
    private static final List<Asking.Choice> CHOICES = List.of(
            new Asking.Choice('d', "[d]one", "it took hold; asks how you know"),
            new Asking.Choice('n', "[n]ot done", "it did not; it is tried again; asks how you know"),
            new Asking.Choice('l', "[l]ook", "what is on record of it"),
            new Asking.Choice(Asking.QUIT, "[q]uit", "decide later; the run pauses"));

    Verdict answer() {
        asking.ready();
        asking.console()
                .say(Line.of("UNKNOWN  ", Line.Look.ALARM)
                        .bold(step.id())
                        .add("  a " + started.kind() + " on " + started.target()
                                + " was started, and nothing says how it ended"));
        if (!evidence.isBlank()) {
            asking.console().say("        " + evidence);
        }
        while (true) {
            char key = asking.key("        Look at the target. Did it happen?", CHOICES);
            switch (key) {
                case 'd', 'n' -> {
                    Verdict.Kind kind = key == 'd' ? Verdict.Kind.DONE : Verdict.Kind.NOT_DONE;
                    Optional<String> reason = asking.reason("How do you know");
                    if (reason.isPresent()) {
                        return new Verdict(kind, reason.get());
                    }
                }
                case 'l' -> look();
                default -> {
                    return new Verdict(Verdict.Kind.QUIT, "");
                }
            }
        }
    }

    private void look() {
        asking.console()
                .say("        effect " + started.effect() + ", attempt " + started.attempt() + ", "
                        + started.semantics().shown(""));
        started.facts().forEach((name, value) -> asking.console().say("        " + name + ": " + value));
    }
}
