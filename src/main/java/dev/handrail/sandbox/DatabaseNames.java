package dev.handrail.sandbox;

import java.util.Locale;
import java.util.Map;

/** Names for the databases of runbooks: {@code RUNBOOK_NAME}, plain enough to be typed without quotes. */
final class DatabaseNames {
    /** PostgreSQL cuts longer names. */
    private static final int MOST = 63;

    private static final int DIGITS = 8;

    private DatabaseNames() {}

    /**
     * @param taken what is recorded: two runbooks may come to the same name ({@code a-b} and {@code a_b})
     */
    static String free(String runbook, String name, Map<String, String> taken) {
        String plain = (runbook + "_" + name).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String letterFirst = Character.isLetter(plain.charAt(0)) ? plain : "r_" + plain;
        return letterFirst.length() <= MOST && !taken.containsValue(letterFirst)
                ? letterFirst
                : shortened(letterFirst, runbook + "/" + name);
    }

    private static String shortened(String name, String key) {
        String digits = String.format("%0" + DIGITS + "x", key.hashCode());
        return name.substring(0, Math.min(name.length(), MOST - DIGITS - 1)) + "_" + digits;
    }
}
