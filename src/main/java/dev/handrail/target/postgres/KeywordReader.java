package dev.handrail.target.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code host=db1 dbname='the shop' password=it\'s}: quotes and backslashes as in libpq. */
final class KeywordReader {
    private final String text;
    private final String origin;
    private int at;

    KeywordReader(String text, String origin) {
        this.text = text;
        this.origin = origin;
    }

    Map<String, String> read() {
        if (text.startsWith("jdbc:")) {
            throw Conninfo.refused("a connection is written without jdbc: before it", origin);
        }
        Map<String, String> words = new LinkedHashMap<>();
        skipBlanks();
        while (at < text.length()) {
            String word = word();
            words.put(word, value(word));
            skipBlanks();
        }
        return words;
    }

    private String word() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '=' && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        skipBlanks();
        if (at >= text.length() || text.charAt(at) != '=') {
            throw Conninfo.refused("'" + word + "' in the connection string has no = and value", origin);
        }
        at++;
        skipBlanks();
        return word;
    }

    private String value(String word) {
        boolean quoted = at < text.length() && text.charAt(at) == '\'';
        at += quoted ? 1 : 0;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quoted ? c == '\'' : Character.isWhitespace(c)) {
                break;
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        if (quoted && at >= text.length()) {
            throw Conninfo.refused("the quoted value of '" + word + "' in the connection string does not end", origin);
        }
        at += quoted ? 1 : 0;
        return value.toString();
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
