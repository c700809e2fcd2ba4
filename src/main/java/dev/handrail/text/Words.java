package dev.handrail.text;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** A typed line as the words of a command: blanks part them, quotes keep them together, a backslash takes one character as it is. */
public final class Words {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;
    private int at;

    private Words(String line) {
        this.line = line;
    }

    /** @throws Problem exit 2 where a quote is not closed */
    public static List<String> of(String line) {
        return new Words(line).split();
    }

    private List<String> split() {
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (Character.isWhitespace(c)) {
                end();
            } else if (c == '\'' || c == '"') {
                quoted(c);
            } else if (c == '\\' && at < line.length()) {
                add(line.charAt(at++));
            } else {
                add(c);
            }
        }
        end();
        return words;
    }

    private void quoted(char quote) {
        begun = true;
        int opened = at;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == quote) {
                return;
            }
            boolean escape = c == '\\' && quote == '"' && at < line.length() && "\"\\".indexOf(line.charAt(at)) >= 0;
            add(escape ? line.charAt(at++) : c);
        }
        throw new Problem(
                ExitCode.WRONG,
                "a quote is not closed",
                "column " + opened,
                "",
                "close it with " + quote + ", or write \\" + quote + " for the character itself");
    }

    private void add(char c) {
        begun = true;
        word.append(c);
    }

    private void end() {
        if (begun) {
            words.add(word.toString());
            word.setLength(0);
            begun = false;
        }
    }
}
