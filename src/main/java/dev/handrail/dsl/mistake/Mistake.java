package dev.handrail.dsl.mistake;

import dev.handrail.problem.Position;
import dev.handrail.text.Escape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mistake in a runbook, told to its author.
 *
 * @param code {@code HR} and three digits; explained in {@code docs/errors.md}, never given a new meaning
 * @param what what is wrong, in one sentence
 * @param position where it is; line 0 where the whole file is meant
 * @param line the source line, as written; empty where there is none to show
 * @param length how many characters are underlined, at least 1
 * @param fix what to write instead
 * @param allowed the words that are allowed at this place; empty where that does not help
 * @param near the word that was probably meant
 * @param through what brought another file's words here, the nearest first: {@code used at book.groovy:7:5}
 */
public record Mistake(
        String code,
        String what,
        Position position,
        String line,
        int length,
        String fix,
        List<String> allowed,
        @Nullable String near,
        List<String> through) {
    private static final int WIDTH = 140;

    public Mistake {
        allowed = List.copyOf(allowed);
        through = List.copyOf(through);
        length = Math.max(1, length);
    }

    /** The same mistake, of a file that was brought here. */
    Mistake through(String further) {
        List<String> all = new ArrayList<>(through);
        all.add(further);
        return new Mistake(code, what, position, line, length, fix, allowed, near, all);
    }

    /** A few lines for a person: what, where, the line with a caret under it, and what to do. */
    public String told() {
        List<String> lines = new ArrayList<>();
        lines.add("error " + code + ": " + Escape.line(what));
        lines.add("  --> " + Escape.line(position.toString()));
        if (!line.isBlank() && position.column() > 0) {
            excerpt(lines);
        }
        through.forEach(t -> lines.add("  " + Escape.line(t)));
        if (near != null) {
            lines.add("  did you mean: " + near);
        }
        if (!allowed.isEmpty()) {
            lines.addAll(new AllowedWords(allowed).lines());
        }
        lines.add("  fix: " + Escape.line(fix));
        return String.join("\n", lines);
    }

    private void excerpt(List<String> lines) {
        int start = Math.max(0, Math.min(position.column() - 1, line.length()) - WIDTH / 2);
        String shown = line.substring(start, Math.min(line.length(), start + WIDTH));
        int caret = Math.min(position.column() - 1 - start, shown.length());
        int under = Math.min(length, Math.max(1, shown.length() - caret));
        String number = String.valueOf(position.line());
        String before = shown.substring(0, caret).replaceAll("[^\t]", " ");
        lines.add("  " + number + " | " + safe(shown));
        lines.add("  " + " ".repeat(number.length()) + " | " + before + "^".repeat(under));
    }

    /** One character stays one character, so that the caret stands where it belongs. */
    private static String safe(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.chars()
                .forEach(c -> safe.append(
                        c == '\t' || Escape.line(String.valueOf((char) c)).length() == 1 ? (char) c : '?'));
        return safe.toString();
    }
}
