package dev.handrail.target.host;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Reading;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Runs programs that only look, and no longer than a bound. */
record Looking(Duration atMost) {
    private static final int LAST_LINES = 20;
    /** A long history, as a migrator lists it, takes some of this. */
    private static final int MOST = 1 << 24;

    /**
     * @return what it printed, trimmed; facts {@code exit}, {@code ms}, {@code stderr} where it said something there, and
     *     {@code cut} where the end of what it printed is lost
     * @throws Problem where it is not there, or takes too long
     */
    Reading at(Call call) {
        Captured out = new Captured(MOST);
        Deque<String> err = new ArrayDeque<>();
        long begin = System.nanoTime();
        Child child = Child.start(call, out, Output.lines(line -> {
            err.addLast(line);
            if (err.size() > LAST_LINES) {
                err.removeFirst();
            }
        }));
        int exit = exit(child, call.argv().get(0));
        long ms = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        Reading read = Reading.of(out.trimmed()).fact("exit", (long) exit).fact("ms", ms);
        read = out.cut() ? read.fact("cut", true) : read;
        return err.isEmpty() ? read : read.fact("stderr", String.join("\n", err));
    }

    private int exit(Child child, String program) {
        try {
            Optional<Integer> exit = child.await(atMost);
            if (exit.isPresent()) {
                return exit.get();
            }
            child.cancel();
            child.await();
            throw late(program);
        } catch (InterruptedException e) {
            child.cancel();
            Thread.currentThread().interrupt();
            throw new Problem(
                    ExitCode.INTERRUPTED,
                    "the question to '" + program + "' was interrupted",
                    "",
                    "",
                    "resume goes on from here",
                    e);
        }
    }

    private Problem late(String program) {
        return new Problem(
                ExitCode.FAILED,
                "the program '" + program + "' has not ended after " + Durations.show(atMost),
                "",
                "it was asked as a question and was ended",
                "give it an option that bounds its time, or wait for it with waitFor");
    }
}
