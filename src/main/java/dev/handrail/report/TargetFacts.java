package dev.handrail.report;

import dev.handrail.text.Sizes;
import java.util.Map;
import java.util.stream.Collectors;

/** What was put down about a target at the start and at the end, in words. */
final class TargetFacts {
    private TargetFacts() {}

    private static Map<String, String> facts(RunReport.Target target) {
        return target.start().isEmpty() ? target.end() : target.start();
    }

    /** Which database or cache it is. */
    static String where(RunReport.Target target) {
        return facts(target).entrySet().stream()
                .filter(e -> !e.getKey().equals("bytes"))
                .map(e -> e.getKey().equals("system") ? "cluster " + e.getValue() : e.getValue())
                .collect(Collectors.joining(", "));
    }

    static String version(RunReport.Target target) {
        return facts(target).getOrDefault("version", "");
    }

    /** The size; empty where it was not seen. */
    static String size(Map<String, String> facts) {
        long bytes = bytes(facts);
        return bytes < 0 ? "" : Sizes.show(bytes);
    }

    /** In bytes; -1 where it was not seen. */
    static long bytes(Map<String, String> facts) {
        String bytes = facts.getOrDefault("bytes", "");
        return bytes.matches("\\d{1,18}") ? Long.parseLong(bytes) : -1;
    }

    /** By how much it grew, as the end of a sentence; empty where it did not. */
    static String growth(RunReport.Target target) {
        long grown = bytes(target.end()) - bytes(target.start());
        return grown == 0 ? "" : grown > 0 ? ", " + Sizes.show(grown) + " more" : ", " + Sizes.show(-grown) + " less";
    }
}
