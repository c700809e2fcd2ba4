package dev.handrail.shell.person;

import dev.handrail.run.Change;
import dev.handrail.shell.out.Line;
import java.util.List;
import java.util.Optional;

/** Whether to go on although something is not as it was; who does so says why. */
record ChangeQuestion(Asking asking, Change change) {
    private static final List<Asking.Choice> CHOICES = List.of(
            new Asking.Choice('y', "[y]es", "go on all the same; asks why, and that is kept"),
            new Asking.Choice('n', "[n]o", "stop here; nothing is lost"));

    /** The reason; empty where it is not agreed to. */
    Optional<String> answer() {
        asking.ready();
        asking.console().say(Line.of(told(), Line.Look.WARN));
        change.what().forEach(line -> asking.say(Line.of("  " + line)));
        boolean over = change.kind() == Change.Kind.OPERATOR;
        while (asking.key(over ? "Take it over?" : "Go on all the same?", CHOICES) == 'y') {
            Optional<String> reason = over ? Optional.of("") : asking.reason("Why");
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    private String told() {
        return switch (change.kind()) {
            case RUNBOOK -> "The runbook is not what it was when this run was last at work:";
            case INPUTS -> "The inputs are not those that this run was last at work with:";
            case TARGET -> "A target is not what it was when this run was last at work:";
            case OPERATOR -> "This run is somebody else's:";
            case PLAN -> "What is left to do is not what the plan of this run says:";
            case DRIFT -> "What this run did no longer holds; somebody changed it meanwhile:";
        };
    }
}
