package dev.handrail.checklist;

import dev.handrail.hazard.catalogue.Danger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code redis-cli} as questions and {@code flush}. */
final class CacheStep {
    private CacheStep() {}

    static void add(Gathering gathering, String title, int line, List<String> arguments) {
        List<String> words = bare(arguments);
        gathering.usesCache();
        String first = words.isEmpty() ? "" : words.get(0).toUpperCase(Locale.ROOT);
        String second = words.size() > 1 ? words.get(1) : "";
        switch (first) {
            case "PING" -> check(gathering, title, "redis 'ping'; expect 'PONG'");
            case "KEYS" -> {
                gathering.pattern(second);
                check(gathering, title, "redis 'count', " + Clean.quoted(second) + "; expect above(0)")
                        .open(gathering.open(line, Doubt.ANSWER, "it is not said how many keys there must be"));
            }
            case "FLUSHDB", "FLUSHALL" -> flush(gathering, title, line, first);
            case "DBSIZE" -> number(gathering, title, line, "redis 'dbsize'");
            case "CLIENT" -> number(gathering, title, line, "redis 'clients'");
            case "INFO" -> number(gathering, title, line, second.equals("memory") ? "redis 'memory'" : "redis 'info'");
            default ->
                gathering.byHand(
                        line,
                        Doubt.ANSWER,
                        title,
                        "Run: redis-cli " + String.join(" ", words),
                        "no word of handrail's does it surely");
        }
    }

    private static void flush(Gathering gathering, String title, int line, String command) {
        String keys = gathering.pattern();
        DraftStep step = DraftStep.of(title, "flush { everything() }");
        step.open(new Finding(
                line,
                Danger.FLUSHES_ALL.id(),
                command + " removes every key, those of others too",
                keys.isEmpty()
                        ? Danger.FLUSHES_ALL.safe()
                        : "flush { keys " + Clean.quoted(keys) + " } unlinks what the checklist speaks of"));
        gathering.add(step);
    }

    private static DraftStep check(Gathering gathering, String title, String asks) {
        return gathering.add(DraftStep.of(title, "check(" + Clean.quoted(title) + ") { " + asks + " }"));
    }

    private static void number(Gathering gathering, String title, int line, String asks) {
        check(gathering, title, asks + "; expect " + (asks.contains("info") ? "some" : "above(0)"))
                .open(gathering.open(line, Doubt.ANSWER, Doubt.ANSWER.means()));
    }

    /** Without what says where the server is. */
    private static List<String> bare(List<String> arguments) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).matches("-[hpnau]")) {
                i++;
            } else if (!arguments.get(i).startsWith("-")) {
                words.add(arguments.get(i));
            }
        }
        return words;
    }
}
