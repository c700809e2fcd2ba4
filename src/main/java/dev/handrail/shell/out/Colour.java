package dev.handrail.shell.out;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether colours are shown: the option, else NO_COLOR, FORCE_COLOR and TERM, else only to a terminal outside of CI. */
public enum Colour {
    AUTO,
    ALWAYS,
    NEVER;

    /** @param terminal whether what is printed goes to a terminal */
    public boolean shown(Map<String, String> environment, boolean terminal) {
        if (this != AUTO) {
            return this == ALWAYS;
        }
        if (set(environment.get("NO_COLOR"))) {
            return false;
        }
        if (set(environment.get("FORCE_COLOR"))) {
            return !"0".equals(environment.get("FORCE_COLOR"));
        }
        return terminal && !plain(environment.get("TERM")) && !ci(environment);
    }

    /**
     * True of a terminal that shows characters and does nothing else.
     *
     * @param kind what {@code TERM} says; null or empty: nobody knows what it can do
     */
    public static boolean plain(@Nullable String kind) {
        return !set(kind) || kind.startsWith("dumb");
    }

    /** True where a build server says that nobody is there. */
    public static boolean ci(Map<String, String> environment) {
        String ci = environment.get("CI");
        return set(ci) && !"false".equalsIgnoreCase(ci) && !"0".equals(ci);
    }

    private static boolean set(@Nullable String value) {
        return value != null && !value.isEmpty();
    }
}
