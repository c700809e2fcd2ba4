package dev.handrail.hazard.grammar;

import dev.handrail.text.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the condition of a check says, as far as PostgreSQL itself draws conclusions from it that spare a scan. */
public final class Conditions {
    private Conditions() {}

    /** True where the condition demands that the column is not null. */
    public static boolean notNull(String condition, String column) {
        return conjuncts(new Cursor(condition)).stream().anyMatch(c -> isNotNull(c, column));
    }

    private static boolean isNotNull(Cursor part, String column) {
        if (part.take("not")) {
            Cursor denied = new Cursor(peeled(part.text()));
            Token named = denied.next();
            return named != null
                    && named.named()
                    && named.name().equals(column)
                    && denied.take("is", "null")
                    && denied.done();
        }
        Token first = part.next();
        return first != null
                && first.named()
                && first.name().equals(column)
                && part.take("is", "not", "null")
                && part.done();
    }

    /** The parts between ANDs, parentheses around them taken off. */
    static List<Cursor> conjuncts(Cursor condition) {
        return split(condition, "and");
    }

    static List<Cursor> split(Cursor condition, String word) {
        List<Cursor> parts = new ArrayList<>();
        for (String part : cut(peeled(condition.text()), word)) {
            String bare = peeled(part);
            if (cut(bare, word).size() > 1) {
                parts.addAll(split(new Cursor(bare), word));
            } else {
                parts.add(new Cursor(bare));
            }
        }
        return parts;
    }

    private static List<String> cut(String text, String word) {
        List<String> parts = new ArrayList<>();
        Cursor rest = new Cursor(text);
        while (!rest.done()) {
            parts.add(rest.text(rest.until(word)));
            rest.take(word);
        }
        return parts;
    }

    /** Without the parentheses around all of it. */
    public static String peeled(String text) {
        String bare = text;
        while (true) {
            Cursor cursor = new Cursor(bare);
            if (!cursor.at("(")) {
                return bare;
            }
            String inner = cursor.inside().text();
            if (!cursor.done()) {
                return bare;
            }
            bare = inner;
        }
    }

    /** Every name in an expression that is not called as a function: its columns, and perhaps more. */
    public static Set<String> columns(String expression) {
        Set<String> names = new TreeSet<>();
        List<Token> tokens = Token.of(expression);
        for (int i = 0; i < tokens.size(); i++) {
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
            if (tokens.get(i).named() && !called) {
                names.add(tokens.get(i).name());
            }
        }
        return names;
    }
}
