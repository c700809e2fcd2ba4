package dev.handrail.shell.notice;

import dev.handrail.problem.Problem;
import dev.handrail.target.web.Webhook;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One channel with a thread of its own: whoever says something goes on at once, whatever becomes of it. */
final class Channel {
    private static final int MOST = 100;
    private static final String END = "";

    private final String name;
    private final Supplier<String> url;
    private final Consumer<String> warn;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST + 1);
    private final AtomicInteger unsent = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;
    private boolean warned;

    /**
     * @param url its URL; looked up in the channel's own thread
     * @param warn is told once what is wrong with it
     */
    Channel(String name, Supplier<String> url, Consumer<String> warn) {
        this.name = name;
        this.url = url;
        this.warn = warn;
        this.thread = new Thread(this::work, "notify " + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** @param json one notice; given up where too many wait already */
    void say(String json) {
        unsent.incrementAndGet();
        if (waiting.size() < MOST) {
            waiting.offer(json);
        }
    }

    private void work() {
        try {
            Webhook hook = Webhook.at(name, url.get());
            while (true) {
                String json = waiting.take();
                if (json.equals(END)) {
                    return;
                }
                Optional<String> failure = hook.post(json);
                if (failure.isEmpty()) {
                    unsent.decrementAndGet();
                } else if (!closed) {
                    warn(failure.get());
                }
            }
        } catch (Problem unusable) {
            warn(unusable.what());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            warn(defect.getClass().getSimpleName()); // its message may name the URL
        }
    }

    private void warn(String why) {
        if (!warned) {
            warned = true;
            warn.accept("notify '" + name + "' does not take notices: " + why);
        }
    }

    /** No more is said; what waits is still sent, but nobody waits for it longer than {@code patience}. */
    void close(Duration patience) {
        waiting.offer(END);
        try {
            thread.join(Math.max(1, patience.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closed = true;
        thread.interrupt();
        if (unsent.get() > 0) {
            String notices = unsent.get() == 1 ? "1 notice was" : unsent.get() + " notices were";
            warn.accept("notify '" + name + "': " + notices + " not sent");
        }
    }
}
