package dev.handrail.text.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the commands of a script. What it does not know (loops, functions, here-documents) comes out as words. */
public final class ShellText {
    private static final List<String> SIGNS = List.of("&&", "||", "|", ";", "&");

    private final String text;
    private final List<ShellCommand> commands = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private Map<String, Word> set = new LinkedHashMap<>();
    private List<Word> words = new ArrayList<>();
    private List<ShellCommand.Redirect> redirects = new ArrayList<>();
    private int at;
    private int begun;
    private int ended;

    private ShellText(String text) {
        this.text = text;
    }

    /** The commands in their order. */
    public static List<ShellCommand> commands(String text) {
        ShellText reader = new ShellText(text.replace("\r", ""));
        reader.read();
        return reader.commands;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                end("", at);
                at++;
            } else if (Character.isWhitespace(c) || text.startsWith("\\\n", at)) {
                at += c == '\\' ? 2 : 1;
            } else if (c == '#') {
                comment();
            } else if (!sign() && !redirect()) {
                word();
            }
        }
        end("", at);
    }

    private void comment() {
        int end = text.indexOf('\n', at);
        String line = text.substring(at, end < 0 ? text.length() : end).replaceFirst("^#+\\s*", "");
        if (empty()) {
            comments.add(line.strip());
        }
        at = end < 0 ? text.length() : end;
    }

    private boolean empty() {
        return set.isEmpty() && words.isEmpty() && redirects.isEmpty();
    }

    private boolean sign() {
        for (String sign : SIGNS) {
            boolean output = sign.equals("&") && text.startsWith("&>", at);
            if (!output && text.startsWith(sign, at)) {
                end(sign, at);
                at += sign.length();
                return true;
            }
        }
        return false;
    }

    /** {@code > file}, {@code 2>&1}, {@code << END}. */
    private boolean redirect() {
        int from = at;
        while (from < text.length() && (Character.isDigit(text.charAt(from)) || text.charAt(from) == '&')) {
            from++;
        }
        if (from >= text.length() || "<>".indexOf(text.charAt(from)) < 0) {
            return false;
        }
        begin();
        int end = from;
        while (end < text.length() && "<>&".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        String sign = text.substring(at, end);
        at = end;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        redirects.add(new ShellCommand.Redirect(sign, new WordReader(text, at).word()));
        at = new WordReader(text, at).end();
        ended = at;
        return true;
    }

    private void word() {
        begin();
        WordReader reader = new WordReader(text, at);
        Word word = reader.word();
        int equals = text.substring(at, reader.end()).indexOf('=');
        if (words.isEmpty() && equals > 0 && text.substring(at, at + equals).matches("[A-Za-z_][A-Za-z0-9_]*")) {
            set.put(
                    text.substring(at, at + equals),
                    new Word(word.text().substring(equals + 1), word.expands(), word.pattern()));
        } else {
            words.add(word);
        }
        at = reader.end();
        ended = at;
    }

    private void begin() {
        if (empty()) {
            begun = at;
        }
    }

    private void end(String sign, int here) {
        if (empty()) {
            if (sign.isEmpty() && here > 0 && text.charAt(here - 1) == '\n') {
                comments.clear(); // a blank line parts a comment from what follows
            }
            return;
        }
        int line = 1
                + (int) text.substring(0, begun).chars().filter(c -> c == '\n').count();
        String written = text.substring(begun, ended);
        commands.add(new ShellCommand(set, words, redirects, sign, line, String.join(" ", comments), written));
        comments.clear();
        set = new LinkedHashMap<>();
        words = new ArrayList<>();
        redirects = new ArrayList<>();
    }
}
