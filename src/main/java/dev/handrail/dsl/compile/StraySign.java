package dev.handrail.dsl.compile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sign with nothing behind it: the parser tells of it at the bracket around it, many lines above. */
final class StraySign {
    private static final Pattern TEXT = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|//.*");
    private static final Pattern ALONE = Pattern.compile("[%*/+=&|^<>.-](?=\\s*([})\\];]|$))|,(?=\\s*([};]))");

    private StraySign() {}

    /** A place, line and column counted from 1. */
    record Place(int line, int column, String sign) {}

    static Optional<Place> in(String script) {
        String[] lines = script.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher text = TEXT.matcher(lines[i]);
            String bare = text.replaceAll(m -> "x".repeat(m.group().length()));
            Matcher alone = ALONE.matcher(bare);
            while (alone.find()) {
                boolean goesOn = "".equals(alone.group(1)) || bare.startsWith("->", alone.start() - 1);
                boolean increments = bare.startsWith("++", Math.max(0, alone.start() - 1))
                        || bare.startsWith("--", Math.max(0, alone.start() - 1));
                if (!goesOn && !increments) {
                    return Optional.of(new Place(i + 1, alone.start() + 1, alone.group()));
                }
            }
            if (bare.matches(".*[%^,]\\s*") && blockEnds(lines, i + 1)) {
                int column = bare.stripTrailing().length();
                return Optional.of(new Place(i + 1, column, bare.substring(column - 1, column)));
            }
        }
        return Optional.empty();
    }

    private static boolean blockEnds(String[] lines, int from) {
        int next = from;
        while (next < lines.length && lines[next].isBlank()) {
            next++;
        }
        return next < lines.length && lines[next].strip().startsWith("}");
    }
}
