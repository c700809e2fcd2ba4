package dev.handrail.hazard.grammar;

import dev.handrail.hazard.schema.Name;
import dev.handrail.text.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in a statement's tokens. What does not fit is left where it stands: nothing here refuses. */
public final class Cursor {
    private final String sql;
    private final List<Token> tokens;
    private int at;

    public Cursor(String sql) {
        this(sql, Token.of(sql));
    }

    private Cursor(String sql, List<Token> tokens) {
        this.sql = sql;
        this.tokens = tokens;
    }

    public boolean done() {
        return at >= tokens.size();
    }

    public @Nullable Token peek() {
        return done() ? null : tokens.get(at);
    }

    public @Nullable Token next() {
        return done() ? null : tokens.get(at++);
    }

    public boolean at(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Goes behind these words where they come next. */
    public boolean take(String... words) {
        boolean fits = at(words);
        at += fits ? words.length : 0;
        return fits;
    }

    /** Goes behind the first of these words that comes next. */
    public boolean any(String... words) {
        for (String word : words) {
            if (take(word)) {
                return true;
            }
        }
        return false;
    }

    /** A possibly qualified name; null where none comes next. */
    public @Nullable Name name() {
        if (done() || !tokens.get(at).named()) {
            return null;
        }
        String first = tokens.get(at++).name();
        if (at(".") && at + 1 < tokens.size() && tokens.get(at + 1).named()) {
            at += 2;
            return new Name(first, tokens.get(at - 1).name());
        }
        return Name.of(first);
    }

    /** A name after {@code IF EXISTS}, {@code IF NOT EXISTS} and {@code ONLY}. */
    public @Nullable Name target() {
        if (!take("if", "not", "exists")) {
            take("if", "exists");
        }
        take("only");
        Name name = name();
        take("*");
        return name;
    }

    /** What stands between the parentheses that come next, which it goes behind; empty where none come. */
    public Cursor inside() {
        if (!at("(")) {
            return new Cursor(sql, List.of());
        }
        int from = at + 1;
        at = behindGroup(at);
        return new Cursor(sql, tokens.subList(from, Math.max(from, at - 1)));
    }

    private int behindGroup(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0) {
                return i + 1;
            }
        }
        return tokens.size();
    }

    private static int depth(Token token) {
        return token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
    }

    /** The rest, cut at its commas. */
    public List<Cursor> parts() {
        List<Cursor> parts = new ArrayList<>();
        int from = at;
        int depth = 0;
        for (int i = at; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0 && tokens.get(i).is(",")) {
                parts.add(new Cursor(sql, tokens.subList(from, i)));
                from = i + 1;
            }
        }
        if (from < tokens.size()) {
            parts.add(new Cursor(sql, tokens.subList(from, tokens.size())));
        }
        at = tokens.size();
        return parts;
    }

    /** True where these words come somewhere ahead, outside of parentheses. */
    public boolean ahead(String... words) {
        int kept = at;
        int depth = 0;
        boolean found = false;
        for (; at < tokens.size() && !found; at++) {
            found = depth == 0 && at(words);
            depth += depth(tokens.get(at));
        }
        at = kept;
        return found;
    }

    /** Goes behind these words, wherever they come outside of parentheses; stays where they don't. */
    public boolean seek(String... words) {
        if (!ahead(words)) {
            return false;
        }
        while (!at(words)) {
            at = at("(") || at("[") ? behindGroup(at) : at + 1;
        }
        return take(words);
    }

    /** The tokens up to the first of these words outside of parentheses, at least one; it goes there. */
    public List<Token> until(String... words) {
        int from = at;
        do {
            at = at("(") || at("[") ? behindGroup(at) : at + 1;
        } while (!done() && !comes(words));
        at = Math.min(at, tokens.size());
        return from >= tokens.size() ? List.of() : tokens.subList(from, at);
    }

    private boolean comes(String... words) {
        for (String word : words) {
            if (at(word.split(" "))) {
                return true;
            }
        }
        return false;
    }

    public List<Token> rest() {
        return tokens.subList(Math.min(at, tokens.size()), tokens.size());
    }

    /** The rest as it is written. */
    public String text() {
        return text(rest());
    }

    public String text(List<Token> some) {
        return some.isEmpty()
                ? ""
                : sql.substring(some.get(0).start(), some.get(some.size() - 1).end());
    }

    /** Names between commas, as in a list of columns. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Cursor part : parts()) {
            Token first = part.peek();
            if (first != null && first.named()) {
                names.add(first.name());
            }
        }
        return names;
    }
}
