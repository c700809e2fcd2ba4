package dev.handrail.shell.person;

import dev.handrail.shell.person.Keyboard.Press;
import java.io.IOError;
import java.io.IOException;
import java.util.function.Consumer;
import org.jline.utils.NonBlockingReader;

/** Hears single keys while work goes on and nobody is asked. */
final class Ear implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;
    private static final long END_MILLIS = 2_000;

    private final NonBlockingReader reader;
    private final KeyReader keys;
    private final Consumer<String> heard;
    private final Thread thread = new Thread(this::listen, "keys while work goes on");
    private volatile boolean over;

    Ear(NonBlockingReader reader, KeyReader keys, Consumer<String> heard) {
        this.reader = reader;
        this.keys = keys;
        this.heard = heard;
        thread.setDaemon(true);
        thread.start();
    }

    Consumer<String> heard() {
        return heard;
    }

    private void listen() {
        try {
            while (!over) {
                int c = reader.read(LOOK_MILLIS);
                if (c == NonBlockingReader.EOF) {
                    return; // whoever asks next finds out that nobody is there
                }
                Press press = c < 0 ? Press.of(Press.Kind.OTHER) : keys.press(c);
                if (!over && press.kind() == Press.Kind.CHARACTER && press.alone()) {
                    heard.accept(press.text());
                }
            }
        } catch (IOException | IOError gone) {
            // as above
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            if (Thread.currentThread() != thread) {
                thread.join(END_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
