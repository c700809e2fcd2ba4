package dev.handrail.text;

/** Where quoted text ends; -1 where it does not. */
public final class Quoted {
    private Quoted() {}

    /** The end of {@code '…'} or {@code "…"}: doubled quotes stand for themselves, a backslash is nothing special. */
    static int end(String text, int at) {
        return close(text, at + 1, text.charAt(at));
    }

    /** The end of text in {@code quote}s of which {@code from} is inside. */
    public static int close(String text, int from, char quote) {
        int close = text.indexOf(quote, from);
        while (close >= 0 && close + 1 < text.length() && text.charAt(close + 1) == quote) {
            close = text.indexOf(quote, close + 2);
        }
        return close < 0 ? -1 : close + 1;
    }

    /**
     * The end of {@code E'…'}, whose first quote is at {@code at}. Text that goes on after a line break is still read
     * with its backslashes.
     */
    static int escapedEnd(String text, int at) {
        return escapedClose(text, at + 1);
    }

    /** The end of text in {@code E'…'} of which {@code from} is inside. */
    public static int escapedClose(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || c == '\'' && text.startsWith("'", i + 1)) {
                i++;
            } else if (c == '\'') {
                int next = continued(text, i + 1);
                if (next < 0) {
                    return i + 1;
                }
                i = next;
            }
        }
        return -1;
    }

    /** Where the quote stands that continues a literal: behind blanks and line comments with a line break; else -1. */
    private static int continued(String text, int from) {
        boolean broken = false;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'') {
                return broken ? at : -1;
            } else if (text.startsWith("--", at)) {
                at = Lexeme.lineEnd(text, at);
            } else if (Lexeme.space(c)) {
                broken |= c == '\n' || c == '\r';
                at++;
            } else {
                return -1;
            }
        }
        return -1;
    }

    /** The end of {@code $tag$…$tag$}; one further where the dollar starts no quote, e.g. in {@code $1}. */
    static int dollarEnd(String text, int at) {
        int tagEnd = at + 1;
        while (tagEnd < text.length() && text.charAt(tagEnd) != '$' && Lexeme.wordPart(text.charAt(tagEnd))) {
            tagEnd++;
        }
        boolean number = tagEnd > at + 1 && !Lexeme.wordStart(text.charAt(at + 1));
        if (number || tagEnd == text.length() || text.charAt(tagEnd) != '$') {
            return at + 1;
        }
        String tag = text.substring(at, tagEnd + 1);
        int close = text.indexOf(tag, tagEnd + 1);
        return close < 0 ? -1 : close + tag.length();
    }
}
