package dev.handrail.text.psql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** psql's way to read a boolean: any beginning of true, false, yes and no, of on and off from two letters, 1 and 0. */
final class Booleans {
    private Booleans() {}

    /** null where it is none. */
    static @Nullable Boolean of(String written) {
        String text = written.toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return null;
        }
        if ("true".startsWith(text) || "yes".startsWith(text) || text.equals("on") || text.equals("1")) {
            return true;
        }
        boolean off = text.length() > 1 && "off".startsWith(text);
        return "false".startsWith(text) || "no".startsWith(text) || off || text.equals("0") ? false : null;
    }
}
