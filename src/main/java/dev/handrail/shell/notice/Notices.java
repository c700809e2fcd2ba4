package dev.handrail.shell.notice;

import dev.handrail.journal.Entry;
import dev.handrail.journal.Event;
import dev.handrail.json.Json;
import dev.handrail.run.Watcher;
import dev.handrail.runbook.Runbook;
import dev.handrail.text.Escape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Tells an environment's channels how a run goes: that it began, what its steps announce, how it ended. */
public final class Notices implements Watcher, AutoCloseable {
    /** How long the end of a command waits for channels in all. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Set<String> GOES_ON = Set.of("yes", "all", "override", "answer", "by-hand");
    private static final int LONGEST = 3_000;

    private final Wording wording;
    private final Runbook runbook;
    private final UnaryOperator<String> redact;
    private final Consumer<String> tell;
    private final List<Channel> channels = new ArrayList<>();
    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Set<String> announced = new HashSet<>();

    /**
     * @param channels where each is, or what it is found at, by its name
     * @param url looks a channel up by its name, in a thread of its own
     * @param redact masks secrets
     * @param tell is told, in the run's own thread, what could not be sent
     */
    public Notices(
            Runbook runbook,
            String environment,
            Set<String> channels,
            Function<String, String> url,
            UnaryOperator<String> redact,
            Consumer<String> tell) {
        this.wording = new Wording(runbook.name(), environment);
        this.runbook = runbook;
        this.redact = redact;
        this.tell = tell;
        channels.stream()
                .sorted()
                .forEach(name -> this.channels.add(new Channel(name, () -> url.apply(name), warnings::add)));
    }

    @Override
    public void recorded(Entry entry) {
        warn();
        Event event = entry.event();
        if (event instanceof Event.StepDecided decided) {
            announce(decided);
        } else {
            wording.of(entry).ifPresent(this::say);
        }
    }

    private void announce(Event.StepDecided decided) {
        boolean begins = decided.phase().equals("forward") && GOES_ON.contains(decided.decision());
        if (begins && announced.add(decided.step())) {
            runbook.step(decided.step())
                    .ifPresent(step -> step.words().announcements().forEach(text -> say(wording.announcing(text))));
        }
    }

    /** Somebody has been waited for. */
    void waits(String what, Duration time) {
        say(wording.waiting(what, time));
    }

    private void say(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
        String json = Json.write(Map.of("text", mentionless(Escape.lines(redact.apply(cut)))));
        channels.forEach(channel -> channel.say(json));
    }

    /** What a chat would take for a link or for somebody to call stays text. */
    private static String mentionless(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void warn() {
        for (String warning = warnings.poll(); warning != null; warning = warnings.poll()) {
            tell.accept("warning: " + warning);
        }
    }

    @Override
    public void close() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        channels.forEach(channel -> channel.close(Duration.ofNanos(end - System.nanoTime())));
        warn();
    }
}
