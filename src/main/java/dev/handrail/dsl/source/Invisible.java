package dev.handrail.dsl.source;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.text.Escape;
import java.nio.file.Path;
import java.util.List;

/** Characters that a reviewer can't see, or that turn the order of what is read: refused, so that shown is what is meant. */
final class Invisible {
    private Invisible() {}

    static void refuse(Path file, List<String> lines) {
        Reporter reporter = new Reporter(file.toString(), lines);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            for (int c = firstOdd(line, 0); c < line.length(); c = firstOdd(line, c + 1)) {
                char character = line.charAt(c);
                String shown = Escape.line(String.valueOf(character));
                if (shown.length() > 1 && !joins(line, c)) {
                    reporter.add(
                            Code.INVISIBLE,
                            "an invisible character " + shown + " stands here",
                            new Span(i + 1, c + 1, 1),
                            "delete it; in text write it as an escape: " + String.format("\\u%04x", (int) character));
                }
            }
        }
        reporter.stopIfAny();
    }

    /** The first character from {@code from} on that is not plain ASCII; the line's length where there is none. */
    private static int firstOdd(String line, int from) {
        int at = from;
        while (at < line.length() && (line.charAt(at) >= 0x20 && line.charAt(at) < 0x7f || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /** A zero-width joiner or variation between two characters of an emoji or script that needs it. */
    private static boolean joins(String line, int at) {
        char character = line.charAt(at);
        return (character == '\u200d' || character == '\u200c')
                && at > 0
                && at + 1 < line.length()
                && line.charAt(at - 1) > 0x2ff
                && line.charAt(at + 1) > 0x2ff;
    }
}
