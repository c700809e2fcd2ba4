package dev.handrail.shell.person;

import dev.handrail.run.OutOfTime;
import dev.handrail.shell.out.Line;
import java.util.List;

/** Whether to go on although the maintenance window may not be long enough. */
record WindowQuestion(Asking asking, OutOfTime late) {
    private static final List<Asking.Choice> CHOICES = List.of(
            new Asking.Choice('c', "[c]ontinue", "go on all the same; that is kept"),
            new Asking.Choice('b', "[b]ack out", "take back what was done, newest first"),
            new Asking.Choice(Asking.QUIT, "[q]uit", "pause here; resume goes on with this step"));

    OutOfTime.Then answer() {
        asking.ready();
        asking.say(new Line());
        asking.say(new Line()
                .add("WINDOW  ", Line.Look.ALARM)
                .bold(late.step().id())
                .add("  " + late.why()));
        return switch (asking.key("        What now?", CHOICES)) {
            case 'c' -> OutOfTime.Then.CONTINUE;
            case 'b' -> OutOfTime.Then.ROLLBACK;
            default -> OutOfTime.Then.STOP;
        };
    }
}
