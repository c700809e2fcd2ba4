package dev.handrail.shell.person;

import dev.handrail.run.Failed;
import dev.handrail.run.Operator.Choice;
import dev.handrail.runbook.Blocker;
import dev.handrail.runbook.Step;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What now, after a failure. */
record FailureQuestion(
        Asking asking, Failed failed, @Nullable Consumer<String> look) {
    private static final String LOOK = "        SQL, or redis and a command; Enter goes back: ";

    /** What leaves a shell elsewhere leaves here too. */
    private static final Set<String> LEAVE = Set.of("\\q", "exit", "quit");

    private static final String INDENT = "        ";

    Choice answer() {
        asking.ready();
        told();
        while (true) {
            char key = asking.key("        What now?", choices());
            Optional<Choice> choice = choice(key);
            if (choice.isPresent()) {
                return choice.get();
            }
        }
    }

    private void told() {
        asking.say(Line.of(
                        failed.cancelled() ? "STOPPED  " : "FAILED  ",
                        failed.cancelled() ? Line.Look.WARN : Line.Look.BAD)
                .bold(failed.step().id()));
        problem();
        say("stands: " + failed.standing());
        failed.blockers()
                .forEach(b -> say("in the way: " + b.shown() + (b.endable() ? "" : "; not ended: " + b.kept())));
        Step step = failed.step();
        step.words().hints().forEach(h -> say("hint: " + h));
        for (int i = 0; i < step.remedies().size(); i++) {
            say("fix " + (i + 1) + ": " + step.remedies().get(i).title());
        }
        if (!failed.cancelled()) {
            failed.contacts().forEach(c -> say("contact: " + c));
        }
    }

    private void say(String text) {
        text.lines().forEach(line -> asking.say(Line.of(INDENT + line)));
    }

    /** What is to be done may be commands: they are not broken, so that they can be copied. */
    private void problem() {
        boolean remedy = false;
        for (String line : failed.problem().told().lines().toList()) {
            remedy |= line.startsWith("  do:");
            if (remedy && !Told.breaks(line)) {
                asking.console().say(INDENT + line);
            } else {
                say(line);
            }
        }
    }

    private Optional<Choice> choice(char key) {
        return switch (key) {
            case 'r' -> Optional.of(Choice.of(Choice.Kind.RETRY));
            case 't' -> Optional.of(Choice.of(Choice.Kind.END_BLOCKERS));
            case 'f' -> fix();
            case 'l' -> looked();
            case 's' -> reasoned(Choice.Kind.SKIP, "Why is it left out");
            case 'm' -> reasoned(Choice.Kind.BY_HAND, "What was done by hand");
            case 'b' -> Optional.of(Choice.of(Choice.Kind.BACK_OUT));
            case Asking.QUIT -> Optional.of(Choice.of(Choice.Kind.QUIT));
            default -> {
                told();
                yield Optional.empty();
            }
        };
    }

    private Optional<Choice> reasoned(Choice.Kind kind, String question) {
        return asking.reason(question).map(reason -> new Choice(kind, reason, 0));
    }

    /** Line after line; none of them decides anything. */
    private Optional<Choice> looked() {
        Optional<String> typed = asking.line(LOOK, true);
        while (look != null && typed.isPresent() && !LEAVE.contains(typed.get().strip())) {
            look.accept(typed.get());
            typed = asking.line(LOOK, true);
        }
        return Optional.empty();
    }

    private Optional<Choice> fix() {
        int count = failed.step().remedies().size();
        if (count == 1) {
            return Optional.of(new Choice(Choice.Kind.FIX, "", 0));
        }
        return asking.line("  Which fix, 1 to " + count + ": ", false)
                .filter(typed -> typed.matches("\\d{1,3}"))
                .map(Integer::parseInt)
                .filter(number -> number >= 1 && number <= count)
                .map(number -> new Choice(Choice.Kind.FIX, "", number - 1));
    }

    private List<Asking.Choice> choices() {
        List<Asking.Choice> choices = new ArrayList<>();
        choices.add(new Asking.Choice('r', "[r]etry", "try what is not done yet, then judge the checks"));
        if (failed.blockers().stream().anyMatch(Blocker::endable)) {
            choices.add(new Asking.Choice('t', "[t]erminate", "end the sessions that block it, then try again"));
        }
        if (!failed.step().remedies().isEmpty() && failed.canGoBack()) {
            choices.add(new Asking.Choice('f', "[f]ix", "do a remedy of the runbook, then try again"));
        }
        if (look != null) {
            choices.add(new Asking.Choice('l', "[l]ook", "ask a database or a cache; reads only"));
        }
        choices.add(new Asking.Choice('e', "[e]xplain", "what failed, once more"));
        choices.add(new Asking.Choice('s', "[s]kip", "go on without this step; asks why"));
        choices.add(new Asking.Choice('m', "[m]ark done", "you mended it by hand; asks what you did"));
        if (failed.canGoBack()) {
            choices.add(new Asking.Choice('b', "[b]ack out", "take back what was done, newest first"));
        }
        choices.add(new Asking.Choice(Asking.QUIT, "[q]uit", "pause here; resume goes on with this step"));
        return choices;
    }
}
