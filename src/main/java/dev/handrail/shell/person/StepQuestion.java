package dev.handrail.shell.person;

import dev.handrail.run.Asked;
import dev.handrail.run.Decision;
import dev.handrail.runbook.Ask;
import dev.handrail.runbook.Risk;
import java.time.Clock;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step's question, asked until there is an answer. */
final class StepQuestion {
    private final Asking asking;
    private final Asked asked;
    private final boolean guarded;
    private final LocalTime read = LocalTime.now(Clock.systemDefaultZone());

    StepQuestion(Asking asking, Asked asked, boolean guarded) {
        this.asking = asking;
        this.asked = asked;
        this.guarded = guarded;
    }

    Decision answer() {
        boolean all = false;
        boolean draw = true;
        while (true) {
            if (draw) {
                asking.ready();
                QuestionText.of(asked, guarded, all, read, asking.width()).forEach(asking::say);
            }
            char key = asking.key(question(), choices());
            all = all || key == 'e';
            draw = key == 'e';
            Decision decision = decision(key);
            if (decision != null) {
                return decision;
            }
        }
    }

    private @Nullable Decision decision(char key) {
        return switch (key) {
            case 'y' -> yes(Decision.Kind.YES);
            case 'a' -> yes(Decision.Kind.ALL);
            case 'o' -> override();
            case 's' -> reasoned(Decision.Kind.SKIP, "Why is it left out");
            case 'm' -> reasoned(Decision.Kind.BY_HAND, "What was done by hand");
            case 'n' -> reasoned(Decision.Kind.NOTE, "Note");
            case 'b' -> Decision.of(Decision.Kind.BACK_OUT);
            case Asking.QUIT -> Decision.of(Decision.Kind.QUIT);
            default -> null;
        };
    }

    private @Nullable Decision reasoned(Decision.Kind kind, String question) {
        return asking.reason(question)
                .map(reason -> Decision.because(kind, reason))
                .orElse(null);
    }

    private @Nullable Decision override() {
        Decision reasoned = reasoned(Decision.Kind.OVERRIDE, "Why does it go on all the same");
        return reasoned != null && named() ? reasoned : null;
    }

    private @Nullable Decision yes(Decision.Kind kind) {
        Optional<Ask> task = asked.ask();
        if (task.isPresent()) {
            return answered(task.get());
        }
        return named() ? Decision.of(kind) : null;
    }

    /** Where it destroys, the target's name is typed in full. */
    private boolean named() {
        if (asked.risk() != Risk.DESTROYS) {
            return true;
        }
        Optional<String> typed = asking.line("  Type " + asked.typedName() + " to go on, Enter to go back: ", false);
        boolean same = typed.filter(asked.typedName()::equals).isPresent();
        if (typed.isPresent() && !same) {
            asking.console().say("  That is not " + asked.typedName() + ". Nothing was answered.");
        }
        return same;
    }

    private @Nullable Decision answered(Ask task) {
        String answer = task.expected();
        if (task.answer() != null) {
            Optional<String> typed = asking.line("  Answer (expected is " + task.expected() + "): ", true);
            if (typed.isEmpty()) {
                return null;
            }
            answer = typed.get();
        }
        String evidence = "";
        if (task.evidence() != null) {
            Optional<String> typed = asking.reason(task.evidence());
            if (typed.isEmpty()) {
                return null;
            }
            evidence = typed.get();
        }
        return new Decision(Decision.Kind.ANSWER, answer, evidence, "");
    }

    private String question() {
        if (!asked.failedRequires().isEmpty()) {
            return "        Not offered: a requirement does not hold.";
        }
        return asked.ask().isPresent() ? "        Is it done?" : "        Do it?";
    }

    private List<Asking.Choice> choices() {
        List<Asking.Choice> choices = new ArrayList<>();
        boolean forward = asked.phase().equals("forward");
        boolean offered = asked.failedRequires().isEmpty();
        if (offered) {
            choices.add(yes());
        } else {
            choices.add(new Asking.Choice('o', "[o]verride", "go on although a requirement does not hold; asks why"));
        }
        choices.add(new Asking.Choice('s', "[s]kip", "leave this step out; asks why"));
        choices.add(new Asking.Choice('m', "[m]ark done by hand", "you did it yourself; its checks are judged"));
        choices.add(new Asking.Choice('e', "[e]xplain", "every line of what would be done"));
        if (offered && forward && asked.risk() != Risk.DESTROYS && asked.ask().isEmpty()) {
            choices.add(new Asking.Choice(
                    'a', "[a]ll in this section", "yes to this and the rest of the section, never to what destroys"));
        }
        choices.add(new Asking.Choice('n', "[n]ote", "write a note into the journal"));
        if (forward) {
            choices.add(new Asking.Choice('b', "[b]ack out", "take back what was done, newest first"));
        }
        choices.add(new Asking.Choice(Asking.QUIT, "[q]uit", "pause here; resume goes on with this step"));
        return choices;
    }

    private Asking.Choice yes() {
        if (asked.ask().isPresent()) {
            return new Asking.Choice('y', "[y]es, answer", "give the answer that the step asks for");
        }
        String names = asked.risk() == Risk.DESTROYS ? "; asks for the target's name" : "";
        return new Asking.Choice('y', "[y]es", "do exactly what is shown" + names);
    }
}
