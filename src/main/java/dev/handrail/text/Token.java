package dev.handrail.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One word, name, literal, number or sign of a statement; blanks and comments are none.
 *
 * @param text as it is written, quotes included
 * @param start where it begins in the text that was read
 */
public record Token(Kind kind, String text, int start) {
    /** What it is. */
    public enum Kind {
        WORD,
        /** A quoted name. */
        NAME,
        LITERAL,
        NUMBER,
        SIGN
    }

    /** The tokens of SQL that was read into statements before. */
    public static List<Token> of(String sql) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            boolean number = digit(sql.charAt(at));
            Lexeme lexeme = Lexeme.at(sql, at);
            int end = number ? numberEnd(sql, at) : lexeme.end();
            if (end < 0) {
                break;
            }
            Kind kind = number ? Kind.NUMBER : kind(lexeme.kind());
            if (kind != null) {
                tokens.add(new Token(kind, sql.substring(at, end), at));
            }
            at = end;
        }
        return tokens;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int numberEnd(String sql, int at) {
        int end = at;
        while (end < sql.length() && (digit(sql.charAt(end)) || sql.charAt(end) == '.')) {
            end++;
        }
        return end;
    }

    private static @Nullable Kind kind(Lexeme.Kind kind) {
        return switch (kind) {
            case SPACE, COMMENT -> null;
            case WORD -> Kind.WORD;
            case NAME -> Kind.NAME;
            case LITERAL -> Kind.LITERAL;
            default -> Kind.SIGN;
        };
    }

    /** True for this keyword, in any case. */
    public boolean is(String word) {
        return kind == Kind.WORD ? text.equalsIgnoreCase(word) : kind == Kind.SIGN && text.equals(word);
    }

    /** True for what can stand as a name. */
    public boolean named() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }

    /** The name that it means: lower case unless quoted. */
    public String name() {
        return kind == Kind.NAME
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text.toLowerCase(Locale.ROOT);
    }

    public int end() {
        return start + text.length();
    }
}
