package dev.handrail.dsl.mistake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of mistake explained, without a network.
 *
 * @param code {@code HR} and three digits
 * @param wrong an example that has it: lines of a runbook, or of a terminal where they begin with {@code $}
 * @param right the same as it should be
 */
public record Explained(String code, String what, String why, List<String> wrong, List<String> right) {
    private static final String FILE = "explained.txt";

    public static Optional<Explained> of(String code) {
        return Optional.ofNullable(all().get(code));
    }

    /** All of them, by code. */
    public static Map<String, Explained> all() {
        Map<String, Explained> all = new LinkedHashMap<>();
        List<String> entry = new ArrayList<>();
        for (String line : lines()) {
            if (line.matches("HR\\d{3} .*") && !entry.isEmpty()) {
                put(all, entry);
                entry = new ArrayList<>();
            }
            entry.add(line);
        }
        put(all, entry);
        return all;
    }

    private static void put(Map<String, Explained> all, List<String> entry) {
        String code = entry.get(0).substring(0, 5);
        int wrong = entry.indexOf("wrong:");
        int right = entry.indexOf("right:");
        all.put(
                code,
                new Explained(
                        code,
                        entry.get(0).substring(6),
                        entry.get(1).substring("why: ".length()),
                        code(entry.subList(wrong + 1, right)),
                        code(entry.subList(right + 1, entry.size()))));
    }

    private static List<String> code(List<String> lines) {
        return lines.stream().map(l -> l.substring(2)).toList();
    }

    private static List<String> lines() {
        try (InputStream resource = Explained.class.getResourceAsStream(FILE)) {
            if (resource == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
