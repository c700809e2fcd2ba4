package dev.handrail.text.shell;

/** One word from a place on: quotes hold it together, and say what in it the shell would look at. */
final class WordReader {
    private final String text;
    private final StringBuilder word = new StringBuilder();
    private int at;
    private boolean expands;
    private boolean pattern;

    WordReader(String text, int from) {
        this.text = text;
        this.at = from;
        read();
    }

    Word word() {
        return new Word(word.toString(), expands, pattern);
    }

    int end() {
        return at;
    }

    private void read() {
        while (at < text.length() && !ends(text.charAt(at))) {
            char c = text.charAt(at);
            switch (c) {
                case '\'' -> single();
                case '"' -> quoted();
                case '\\' -> escaped();
                case '$', '`' -> expansion();
                default -> {
                    pattern |= c == '*' || c == '?';
                    take();
                }
            }
        }
    }

    private static boolean ends(char c) {
        return Character.isWhitespace(c) || ";|&<>".indexOf(c) >= 0;
    }

    private void take() {
        word.append(text.charAt(at++));
    }

    private void single() {
        int end = text.indexOf('\'', at + 1);
        word.append(text, at + 1, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
    }

    private void quoted() {
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && "\"\\$`\n".indexOf(text.charAt(at + 1)) >= 0) {
                at++;
                take();
            } else if (c == '$' || c == '`') {
                expansion();
            } else {
                take();
            }
        }
        at = Math.min(text.length(), at + 1);
    }

    private void escaped() {
        at++;
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        } else if (at < text.length()) {
            take();
        }
    }

    /** {@code $x}, <code>${x}</code>, {@code $(command)}: as it is written, brackets and all. */
    private void expansion() {
        int end = at + 1;
        if (text.charAt(at) == '`') {
            end = text.indexOf('`', at + 1) + 1;
        } else if (end < text.length() && (text.charAt(end) == '(' || text.charAt(end) == '{')) {
            end = closing(end);
        } else {
            while (end < text.length()
                    && (Character.isLetterOrDigit(text.charAt(end)) || "_?!".indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
        }
        end = end <= at ? text.length() : end;
        expands |= end > at + 1;
        word.append(text, at, end);
        at = end;
    }

    private int closing(int open) {
        char opening = text.charAt(open);
        char closing = opening == '(' ? ')' : '}';
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == opening ? 1 : text.charAt(i) == closing ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }
}
