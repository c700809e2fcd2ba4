package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Signs at which the parser stops, and what was probably meant by them. */
final class Signs {
    private static final String QUOTES = "write ' or \" around text, as the keyboard has them";
    private static final Map<Character, String> MEANT = Map.ofEntries(
            Map.entry('\u2018', QUOTES),
            Map.entry('\u2019', QUOTES),
            Map.entry('\u201c', QUOTES),
            Map.entry('\u201d', QUOTES),
            Map.entry('\u201e', QUOTES),
            Map.entry('\u00ab', QUOTES),
            Map.entry('\u00bb', QUOTES),
            Map.entry('`', QUOTES),
            Map.entry('\u2013', "write - for a minus, and put a program's option in quotes: '-l'"),
            Map.entry('\u2014', "write - for a minus, and put a program's option in quotes: '-l'"),
            Map.entry('\u2026', "write what it stands for"),
            Map.entry('#', "a comment begins with //"));

    /** A backslash and what can't follow it; a pair of them is none. */
    private static final Pattern NO_ESCAPE = Pattern.compile("(?<!\\\\)\\\\[^btnfrsu0-7\\\\'\"$]");

    private Signs() {}

    /** Tells of the sign at this place, counted from 1; false where it is none of these. */
    static boolean tell(Reporter reporter, int line, int column) {
        String text = line < 1 ? "" : reporter.line(line);
        char here = at(text, column);
        @Nullable String meant = MEANT.get(here);
        if (meant != null) {
            reporter.add(Code.SYNTAX, here + " can't stand here", new Span(line, column, 1), meant);
            return true;
        }
        Matcher escape = NO_ESCAPE.matcher(text);
        if ((here == '\'' || here == '"') && escape.find(column)) {
            reporter.add(
                    Code.SYNTAX,
                    escape.group() + " is no escape in a text",
                    new Span(line, escape.start() + 1, 2),
                    "write \\\\ for a backslash itself; a pattern stands in ~/…/, where one is enough");
            return true;
        }
        return false;
    }

    private static char at(String text, int column) {
        return column < 1 || column > text.length() ? ' ' : text.charAt(column - 1);
    }
}
