package dev.handrail.text;

import java.util.Locale;
import java.util.Map;

/** Text for a terminal that shows ASCII alone: signs by the nearest, every other letter as {@code \\uXXXX}, as in JSON. */
public final class Ascii {
    private static final Map<Character, String> SIGNS = Map.ofEntries(
            Map.entry('…', "..."),
            Map.entry('–', "-"),
            Map.entry('—', "-"),
            Map.entry('‘', "'"),
            Map.entry('’', "'"),
            Map.entry('•', "*"),
            Map.entry('·', "*"),
            Map.entry('→', "->"),
            Map.entry('×', "x"),
            Map.entry('\u00a0', " "));

    private Ascii() {}

    public static String of(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (c < 0x80) {
                plain.append((char) c);
            } else {
                plain.append(SIGNS.getOrDefault((char) c, String.format(Locale.ROOT, "\\u%04x", c)));
            }
        });
        return plain.toString();
    }

    /** True where a locale names another encoding than UTF-8; one that names none is taken for UTF-8. */
    public static boolean only(Map<String, String> environment) {
        for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(variable, "");
            if (!locale.isEmpty()) {
                int dot = locale.indexOf('.');
                String encoding = dot < 0 ? "" : locale.substring(dot + 1).toLowerCase(Locale.ROOT);
                return !encoding.isEmpty() && !encoding.replace("-", "").startsWith("utf8");
            }
        }
        return false;
    }
}
