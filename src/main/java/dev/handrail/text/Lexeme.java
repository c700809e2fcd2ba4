package dev.handrail.text;

/**
 * One piece of SQL text, as PostgreSQL's and psql's own scanners cut it (with standard_conforming_strings on).
 *
 * @param end where the next piece starts; -1 where a quote or comment does not end
 */
public record Lexeme(Kind kind, int end) {
    /** What a piece is to the reader. */
    public enum Kind {
        SPACE,
        COMMENT,
        /** Quoted text of any kind. */
        LITERAL,
        /** A quoted name. */
        NAME,
        WORD,
        SEMICOLON,
        OPEN,
        CLOSE,
        /** Starts one of psql's own commands: SQL has no such character outside of quotes. */
        BACKSLASH,
        OTHER
    }

    public static Lexeme at(String text, int at) {
        char c = text.charAt(at);
        if (space(c)) {
            return new Lexeme(Kind.SPACE, spaceEnd(text, at));
        }
        if (text.startsWith("--", at) || text.startsWith("/*", at)) {
            return new Lexeme(Kind.COMMENT, c == '-' ? lineEnd(text, at) : commentEnd(text, at));
        }
        if (c == '\'') {
            return new Lexeme(Kind.LITERAL, Quoted.end(text, at));
        }
        if ((c == 'e' || c == 'E') && text.startsWith("'", at + 1)) {
            return new Lexeme(Kind.LITERAL, Quoted.escapedEnd(text, at + 1));
        }
        if (c == '"') {
            return new Lexeme(Kind.NAME, Quoted.end(text, at));
        }
        if (c == '$') {
            int end = Quoted.dollarEnd(text, at);
            return new Lexeme(end == at + 1 ? Kind.OTHER : Kind.LITERAL, end);
        }
        return wordStart(c) ? new Lexeme(Kind.WORD, wordEnd(text, at)) : new Lexeme(single(c), at + 1);
    }

    private static Kind single(char c) {
        return switch (c) {
            case ';' -> Kind.SEMICOLON;
            case '(' -> Kind.OPEN;
            case ')' -> Kind.CLOSE;
            case '\\' -> Kind.BACKSLASH;
            default -> Kind.OTHER;
        };
    }

    /** Only these are blanks to PostgreSQL: a no-break space is a letter of a name. */
    public static boolean space(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    public static boolean wordStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
    }

    public static boolean wordPart(char c) {
        return wordStart(c) || c >= '0' && c <= '9' || c == '$';
    }

    private static int spaceEnd(String text, int at) {
        int end = at + 1;
        while (end < text.length() && space(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int wordEnd(String text, int at) {
        int end = at + 1;
        while (end < text.length() && wordPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static int lineEnd(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static int commentEnd(String text, int at) {
        Nesting nesting = Nesting.in(text, at, 0);
        return nesting.depth() == 0 ? nesting.at() : -1;
    }
}
