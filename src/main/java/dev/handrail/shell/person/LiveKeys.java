package dev.handrail.shell.person;

import dev.handrail.journal.Entry;
import dev.handrail.journal.Event;
import dev.handrail.run.Watcher;
import dev.handrail.runbook.Batches;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Pace;
import dev.handrail.runbook.Step;
import java.util.function.Consumer;

/** The keys by which a person steers work in batches while it goes on. */
public final class LiveKeys implements Watcher {
    private static final String KEYS = "keys: + bigger, - smaller batches, p pause, c stop after this batch";

    private final Keyboard keyboard;
    private final Pace pace;
    private final Consumer<String> tell;

    public LiveKeys(Keyboard keyboard, Pace pace, Consumer<String> tell) {
        this.keyboard = keyboard;
        this.pace = pace;
        this.tell = tell;
    }

    @Override
    public void performs(Step step, Effect effect) {
        if (effect instanceof Batches batches) {
            pace.begin();
            tell.accept(KEYS);
            keyboard.hear(key -> pressed(key, batches.rows()));
        }
    }

    private void pressed(String key, int rows) {
        switch (key) {
            case "+" -> {
                pace.bigger();
                tell.accept("batches of up to " + pace.of(rows) + " rows");
            }
            case "-" -> {
                pace.smaller();
                tell.accept("batches of up to " + pace.of(rows) + " rows");
            }
            case "p" -> {
                pace.pauseOrGoOn();
                tell.accept(pace.paused() ? "pauses after this batch" : "goes on");
            }
            case "c" -> {
                pace.end();
                tell.accept("stops after this batch");
            }
            default -> tell.accept(KEYS);
        }
    }

    @Override
    public void recorded(Entry entry) {
        boolean over = entry.event() instanceof Event.EffectFinished || entry.event() instanceof Event.StepFinished;
        if (over) {
            keyboard.deaf();
        }
    }
}
