package dev.handrail.shell.out;

import dev.handrail.runbook.Progress;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far one piece of work is, how fast it goes and how long it will take, in one line. */
final class Meter {
    private static final long SECOND = 1_000_000_000L;
    /** Over less time than this a rate is noise. */
    private static final long STEADY = SECOND / 2;

    private @Nullable Progress first;
    private long firstAt;

    /** A rate is told from the first of one piece of work on. @param now monotonic nanoseconds */
    void note(Progress progress, long now) {
        if (first == null || !progress.follows(first)) {
            first = progress;
            firstAt = now;
        }
    }

    /** @param now when it was noted */
    String line(Progress progress, long now) {
        Progress begin = first == null ? progress : first;
        String what = progress.what().isEmpty() ? "" : progress.what() + "  ";
        String note = progress.note().isEmpty() ? "" : "  " + progress.note();
        return what + amount(progress) + note + pace(begin, progress, now - firstAt);
    }

    private static String amount(Progress progress) {
        if (progress.unit().equals("s")) {
            Duration gone = Duration.ofSeconds(progress.done());
            return Durations.show(gone)
                    + (progress.total() > 0 ? " of " + Durations.show(Duration.ofSeconds(progress.total())) : "");
        }
        if (progress.total() <= 0) {
            return Amounts.of(progress.done(), progress.unit());
        }
        long percent = Math.min(100, progress.done() * 100 / progress.total());
        String total = Amounts.of(progress.total(), progress.unit());
        String done = progress.unit().equals("bytes")
                ? Amounts.of(progress.done(), progress.unit())
                : String.format(Locale.ROOT, "%,d", progress.done());
        return percent + "%  " + done + " of " + total;
    }

    private static String pace(Progress begin, Progress now, long nanos) {
        long moved = now.done() - begin.done();
        if (nanos < STEADY || moved <= 0 || now.unit().equals("s")) {
            return "";
        }
        double perSecond = moved / (nanos / (double) SECOND);
        String rate = "  " + Amounts.rate(Math.round(perSecond), now.unit());
        if (now.total() <= now.done()) {
            return rate;
        }
        long left = Math.round((now.total() - now.done()) / perSecond);
        return rate + "  " + Durations.show(Duration.ofSeconds(left)) + " left";
    }
}
