package dev.handrail.target.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that bytes go through as they are: whoever starts it writes to it and reads from it. */
public final class Filter implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Process process;
    private final Process last;
    private final boolean ownSession;
    private final Captured complaints = new Captured();
    private final Thread listener;

    private Filter(Launched launched, Process last) {
        this.last = last;
        process = launched.process();
        ownSession = launched.ownSession();
        listener = new Thread(this::listen, "stderr of " + process.pid());
        listener.setDaemon(true);
        listener.start();
    }

    /** @throws dev.handrail.problem.Problem where it can't be started */
    public static Filter start(String... argv) {
        Launched launched = Launched.of(piped(argv));
        return new Filter(launched, launched.process());
    }

    private static Call piped(String... argv) {
        return Call.of(argv).given(""); // given: its standard input is no /dev/null
    }

    /** The same where another program reads what it writes, and is read here; its end is the first one's. */
    public static Filter through(List<String> next, String... argv) {
        List<Process> both = new ArrayList<>();
        Launched launched = Launched.of(piped(argv), builder -> {
            both.addAll(ProcessBuilder.startPipeline(
                    List.of(builder, new ProcessBuilder(next).redirectError(ProcessBuilder.Redirect.DISCARD))));
            return both.get(0);
        });
        return new Filter(launched, both.get(1));
    }

    /**
     * The same from one file into another, with no bytes through here.
     *
     * @param to is there already; what it writes is added
     */
    public static Filter between(Path from, Path to, String... argv) {
        Launched launched = Launched.of(
                Call.of(argv),
                builder -> builder.redirectInput(from.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(to.toFile()))
                        .start());
        return new Filter(launched, launched.process());
    }

    private void listen() {
        char[] piece = new char[1024];
        try (Reader text = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
            for (int n = text.read(piece); n >= 0; n = text.read(piece)) {
                complaints.take(piece, n);
            }
        } catch (IOException e) {
            // cut with the program's end
        }
    }

    /** What it reads; to be closed when there is no more. */
    public OutputStream in() {
        return process.getOutputStream();
    }

    /** What comes out. */
    public InputStream out() {
        return last.getInputStream();
    }

    /** How many bytes it has read of files and pipes; 0 where the system does not tell. */
    public long read() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/io"))) {
            return lines.filter(line -> line.startsWith("rchar: "))
                    .mapToLong(line -> Long.parseLong(line.substring("rchar: ".length())))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** Waits for its end. */
    public int await() throws InterruptedException {
        int exit = process.waitFor();
        listener.join(GRACE.toMillis());
        return exit;
    }

    /** As {@link #await()}; empty where it still runs after {@code atMost}. */
    public Optional<Integer> await(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS) ? Optional.of(await()) : Optional.empty();
    }

    /** What it complained of; to be read after its end. */
    public String complaints() {
        return complaints.trimmed();
    }

    /** Ends it, and what it started, where they are still at work. */
    @Override
    public void close() {
        if (process.isAlive()) {
            new Family(process.toHandle(), ownSession).end(GRACE);
        }
        last.destroy();
    }
}
