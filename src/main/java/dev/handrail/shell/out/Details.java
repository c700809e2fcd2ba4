package dev.handrail.shell.out;

import dev.handrail.journal.Entry;
import dev.handrail.journal.Event;
import dev.handrail.run.Watcher;
import dev.handrail.text.Durations;
import java.time.Duration;

/** Beside the usual screen: each effect as it begins and ends, and each check that holds. */
public record Details(Console console) implements Watcher {
    private static final String INDENT = "        ";

    @Override
    public void recorded(Entry entry) {
        Event event = entry.event();
        if (event instanceof Event.EffectStarted begun) {
            console.say(INDENT + "begins  " + begun.kind() + " on " + begun.target());
        } else if (event instanceof Event.EffectFinished ended) {
            console.say(
                    INDENT + "ended   " + ended.state() + " after " + Durations.show(Duration.ofMillis(ended.ms())));
        } else if (event instanceof Event.CheckJudged check && check.verdict().equals("pass")) {
            console.say(INDENT + "holds   " + check.check() + ": " + check.seen());
        }
    }
}
