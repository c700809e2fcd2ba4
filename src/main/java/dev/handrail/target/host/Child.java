package dev.handrail.target.host;

import dev.handrail.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs: started by its arguments, never through a shell, in a session of its own where {@code setsid}
 * is there, so that Ctrl-C reaches handrail alone and a question on {@code /dev/tty} fails instead of waiting unseen.
 */
public final class Child {
    /** How long it may take to end after it was asked to, before it is killed. */
    public static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Process process;
    private final boolean ownSession;
    private final List<Thread> readers = new ArrayList<>();
    private volatile @Nullable Thread ending;
    private volatile @Nullable RuntimeException failure;
    /** Its id may be another process's by now: nothing may be sent to it any more. */
    private volatile boolean seenOff;

    private Child(Process process, boolean ownSession) {
        this.process = process;
        this.ownSession = ownSession;
    }

    /**
     * Starts it.
     *
     * @throws Problem exit 7 where the program is not there, 1 where the directory is not or the system refuses
     */
    public static Child start(Call call, Output out, Output err) {
        Launched launched = Launched.of(call);
        Child child = new Child(launched.process(), launched.ownSession());
        child.read("stdout", child.process.getInputStream(), out);
        child.read("stderr", child.process.getErrorStream(), err);
        child.write(call.input());
        return child;
    }

    private void read(String name, InputStream from, Output to) {
        Thread reader = new Thread(() -> drain(from, to), name + " of " + process.pid());
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    private void drain(InputStream from, Output to) {
        char[] piece = new char[8192];
        try (Reader text = new InputStreamReader(from, StandardCharsets.UTF_8)) {
            for (int n = text.read(piece); n >= 0; n = text.read(piece)) {
                tell(to, piece, n);
            }
        } catch (IOException e) {
            // The stream was cut with the program's end: what came before it counts.
        }
        to.end();
    }

    /** What the taker throws is kept for {@link #await()}: the program must not stand still because nobody reads. */
    private void tell(Output to, char[] piece, int length) {
        try {
            to.take(piece, length);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** On a thread of its own: a program that writes much before it reads would otherwise wait for us, and we for it. */
    private void write(@Nullable String input) {
        if (input == null) {
            return;
        }
        Thread writer = new Thread(() -> feed(input), "stdin of " + process.pid());
        writer.setDaemon(true);
        writer.start();
    }

    private void feed(String input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading everything; its exit status says whether that matters.
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean running() {
        return process.isAlive();
    }

    /** Asks it, and everything it started, to end; kills what is still there after {@link #GRACE}. Returns at once. */
    public synchronized void cancel() {
        if (ending == null && !seenOff) {
            Thread thread = new Thread(() -> new Family(process.toHandle(), ownSession).end(GRACE), "end " + pid());
            thread.setDaemon(true);
            thread.start();
            ending = thread;
        }
    }

    /** Waits for its end and for its last words; after {@link #cancel()} also for all that it started. */
    public int await() throws InterruptedException {
        int exit = process.waitFor();
        finish();
        return exit;
    }

    /** As {@link #await()}; empty where it still runs after {@code atMost}. */
    public Optional<Integer> await(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        return Optional.of(await());
    }

    /** A program left running in the background may hold the pipes open: it is not waited for. */
    private void finish() throws InterruptedException {
        for (Thread reader : readers) {
            reader.join(LAST_WORDS.toMillis());
        }
        Thread thread = ending;
        if (thread != null) {
            thread.join();
        }
        seenOff = true;
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }
}
