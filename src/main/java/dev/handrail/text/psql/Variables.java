package dev.handrail.text.psql;

import dev.handrail.problem.Position;
import dev.handrail.text.SqlProblem;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** psql's variables while files are read: those that are given, those that a file sets, and the ones psql has itself. */
final class Variables {
    /** What psql knows from its connection or from the statement before: nobody can know it while a file is read. */
    private static final Set<String> FROM_CONNECTION = Set.of(
            "DBNAME",
            "ENCODING",
            "ERROR",
            "HOST",
            "LAST_ERROR_MESSAGE",
            "LAST_ERROR_SQLSTATE",
            "PORT",
            "ROW_COUNT",
            "SERVER_VERSION_NAME",
            "SERVER_VERSION_NUM",
            "SERVICE",
            "SQLSTATE",
            "USER",
            "VERSION",
            "VERSION_NAME",
            "VERSION_NUM",
            "SHELL_ERROR",
            "SHELL_EXIT_CODE");

    private static final Map<String, String> OWN = Map.ofEntries(
            Map.entry("AUTOCOMMIT", "on"),
            Map.entry("COMP_KEYWORD_CASE", "preserve-upper"),
            Map.entry("ECHO", "none"),
            Map.entry("ECHO_HIDDEN", "off"),
            Map.entry("FETCH_COUNT", "0"),
            Map.entry("HIDE_TABLEAM", "off"),
            Map.entry("HIDE_TOAST_COMPRESSION", "off"),
            Map.entry("HISTCONTROL", "none"),
            Map.entry("HISTSIZE", "500"),
            Map.entry("IGNOREEOF", "0"),
            Map.entry("ON_ERROR_ROLLBACK", "off"),
            Map.entry("ON_ERROR_STOP", "on"),
            Map.entry("QUIET", "off"),
            Map.entry("SHOW_ALL_RESULTS", "on"),
            Map.entry("SHOW_CONTEXT", "errors"),
            Map.entry("SINGLELINE", "off"),
            Map.entry("SINGLESTEP", "off"),
            Map.entry("VERBOSITY", "default"));

    /** What a setting has to be, because handrail works that way. */
    private static final Map<String, Boolean> FIXED = Map.of(
            "AUTOCOMMIT", true,
            "ON_ERROR_STOP", true,
            "ON_ERROR_ROLLBACK", false,
            "SINGLELINE", false,
            "SINGLESTEP", false);

    private final Map<String, Value> values = new HashMap<>();

    Variables(Map<String, Value> given) {
        OWN.forEach((name, text) -> values.put(name, Value.written(text)));
        values.putAll(given);
    }

    @Nullable
    Value get(String name, Position here) {
        Value value = values.get(name);
        if (value == null && FROM_CONNECTION.contains(name)) {
            throw SqlProblem.at(
                    here,
                    "the variable " + name + " is not known while the file is read",
                    "psql has it from its connection",
                    "ask the server in the statement (current_database(), current_user, current_setting(…)), or give "
                            + "it a value: variables " + name + ": '…'");
        }
        return value;
    }

    void set(String name, Value value, Position here) {
        Boolean fixed = FIXED.get(name);
        Value kept = fixed != null && value.text().isEmpty() ? Value.written("on") : value;
        if (fixed != null && !fixed.equals(Booleans.of(kept.text()))) {
            throw SqlProblem.at(
                    here,
                    "\\set " + name + " " + kept.text() + " is not how handrail works",
                    name.equals("ON_ERROR_STOP")
                            ? "the first statement that fails ends the file, and nothing of its transaction stays"
                            : "statements end at their semicolons, in transactions of handrail's own",
                    "remove the line");
        }
        values.put(name, kept);
    }

    void unset(String name) {
        values.remove(name);
        String fallback = OWN.get(name);
        if (fallback != null) {
            values.put(name, Value.written(fallback));
        }
    }

    static boolean part(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9' || c >= 0x80;
    }

    static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> part((char) c));
    }
}
