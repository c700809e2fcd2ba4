package dev.handrail.shell.repl;

import dev.handrail.shell.session.InMaintenance;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.utils.AttributedString;
import org.springframework.shell.jline.PromptProvider;

/** What stands before a line. While a site is in maintenance its clock goes on, as long as nothing is typed. */
final class Prompt implements PromptProvider {
    /** After so many seconds it is looked at again whether a site still is in maintenance. */
    private static final int LOOK = 5;

    private final Desk desk;
    private InMaintenance windows = new InMaintenance(java.util.List.of());
    private String shown = "";
    private int ticks;

    Prompt(Desk desk) {
        this.desk = desk;
    }

    @Override
    public AttributedString getPrompt() {
        return new AttributedString(desk.prompt(desk.maintenance()));
    }

    /** Reads a line, with the exceptions of the reader. */
    String read(LineReader reader) {
        windows = desk.maintenance();
        shown = desk.prompt(windows);
        if (windows.none() || !desk.redraws() || !(reader instanceof LineReaderImpl live)) {
            return reader.readLine(shown);
        }
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "the prompt's clock");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(() -> tick(live), 1, 1, TimeUnit.SECONDS);
        try {
            return reader.readLine(shown);
        } finally {
            clock.shutdownNow();
        }
    }

    private void tick(LineReaderImpl reader) {
        try {
            if (reader.getBuffer().length() > 0) {
                return;
            }
            ticks++;
            windows = ticks % LOOK == 0 ? desk.maintenance() : windows;
            String now = desk.prompt(windows);
            if (!now.equals(shown)) {
                shown = now;
                reader.setPrompt(now);
                reader.callWidget(LineReader.REDISPLAY);
            }
        } catch (RuntimeException betweenLines) {
            // a line was ended meanwhile, or a journal can't be read now: the next prompt says it
        }
    }
}
