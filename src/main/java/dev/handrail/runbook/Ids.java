package dev.handrail.runbook;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Ids as a journal keeps them: one to a line, whatever is in them. */
public final class Ids {
    private Ids() {}

    public static String joined(List<String> ids) {
        return ids.stream()
                .map(id -> id.replace("\\", "\\\\").replace("\n", "\\n"))
                .collect(Collectors.joining("\n"));
    }

    public static List<String> split(String lines) {
        return lines.isEmpty()
                ? List.of()
                : Arrays.stream(lines.split("\n", -1)).map(Ids::one).toList();
    }

    private static String one(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            boolean escape = line.charAt(i) == '\\' && i + 1 < line.length();
            char c = escape ? line.charAt(++i) : line.charAt(i);
            text.append(escape && c == 'n' ? '\n' : c);
        }
        return text.toString();
    }
}
