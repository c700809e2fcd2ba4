package dev.handrail.shell.query;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.Durations;
import dev.handrail.text.NearWord;
import java.time.Duration;
import java.util.List;

/** How answers are shown and how long they may take: what {@code \x}, {@code \timing} and {@code \timeout} change. */
final class Manner {
    private static final Duration LONGEST = Duration.ofHours(24);

    private String expanded = "auto";
    private boolean timing;
    private Duration timeout = Duration.ofSeconds(30);

    /** @param wide whether the table is wider than the screen */
    boolean expanded(boolean wide) {
        return expanded.equals("on") || (expanded.equals("auto") && wide);
    }

    boolean timing() {
        return timing;
    }

    Duration timeout() {
        return timeout;
    }

    /** @return a sentence on how it is from now on */
    String expand(String how) {
        expanded =
                how.isEmpty() ? expanded.equals("on") ? "off" : "on" : word("\\x", how, List.of("on", "off", "auto"));
        return "Expanded display is "
                + (expanded.equals("auto") ? "used where a row is wider than the screen." : expanded + ".");
    }

    String time(String how) {
        timing = how.isEmpty()
                ? !timing
                : word("\\timing", how, List.of("on", "off")).equals("on");
        return "Timing is " + (timing ? "on." : "off.");
    }

    String limit(String how) {
        if (!how.isEmpty()) {
            timeout = Durations.parse(how)
                    .filter(d -> !d.isZero() && d.compareTo(LONGEST) <= 0)
                    .orElseThrow(() ->
                            wrong("'" + how + "' is no time for a statement", "\\timeout", "write e.g. \\timeout 5m"));
        }
        return "A statement may take " + Durations.show(timeout) + ".";
    }

    private static String word(String command, String written, List<String> words) {
        if (!words.contains(written)) {
            throw wrong(command + " can't be '" + written + "'", command, NearWord.proposal(written, words));
        }
        return written;
    }

    static Problem wrong(String what, String where, String remedy) {
        return new Problem(ExitCode.WRONG, what, where, "", remedy);
    }
}
