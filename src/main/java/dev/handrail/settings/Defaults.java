package dev.handrail.settings;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.Durations;
import dev.handrail.text.NearWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What options are where none is written: {@code HANDRAIL_*} variables, then {@code defaults} in {@code handrail.yml} of
 * the project, then of the user.
 */
public record Defaults(Map<String, Given> given) {
    /**
     * One value.
     *
     * @param origin where it was set: a variable, or a file with its line
     */
    public record Given(String value, String origin) {}

    private static final List<String> FLAG = List.of("true", "false");

    /** A duration, or this word. */
    private static final List<String> LENGTH = List.of("off");

    /** Every option that can be set so, and the only words for it; none: any text. */
    static final Map<String, List<String>> OPTIONS = options();

    /** Variables that mean something else. */
    private static final List<String> OTHERS = List.of(
            "HANDRAIL_HOME",
            "HANDRAIL_JAVA_OPTS",
            "HANDRAIL_KEY_DELAY",
            "HANDRAIL_LOCALE",
            "HANDRAIL_RUN",
            "HANDRAIL_STEP",
            "HANDRAIL_EFFECT");

    private static final String PREFIX = "HANDRAIL_";

    private static Map<String, List<String>> options() {
        Map<String, List<String>> options = new LinkedHashMap<>();
        options.put("env", List.of());
        options.put("color", List.of("auto", "always", "never"));
        options.put("no-input", FLAG);
        options.put("accessible", FLAG);
        options.put("quiet", FLAG);
        options.put("verbose", FLAG);
        options.put("bell", LENGTH);
        return options;
    }

    /** @throws Problem exit 2 where a value is none of those allowed, with the variable's name or file and line */
    public static Defaults of(Map<String, String> variables, Path project, Home home) {
        Map<String, Given> given = new TreeMap<>(Settings.defaults(project, home));
        for (String option : OPTIONS.keySet()) {
            String variable = variable(option);
            String value = variables.getOrDefault(variable, "").strip();
            if (!value.isEmpty()) {
                given.put(option, new Given(judged(option, value, variable), variable));
            }
        }
        return new Defaults(given);
    }

    private static String variable(String option) {
        return PREFIX + option.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String judged(String option, String value, String variable) {
        List<String> words = OPTIONS.get(option);
        String written = words.equals(FLAG) ? flag(value) : value;
        if (!takes(option, written)) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the variable " + variable + " can't be '" + value + "'",
                    variable,
                    "",
                    instead(option, value));
        }
        return written;
    }

    /** Whether an option can be set to {@code written}; of an environment, whether it could be one. */
    static boolean takes(String option, String written) {
        List<String> words = OPTIONS.get(option);
        boolean length = words.equals(LENGTH) && Durations.parse(written).isPresent();
        return words.isEmpty() || words.contains(written) || length;
    }

    /** What to write where {@link #takes} says no. */
    static String instead(String option, String written) {
        List<String> words = OPTIONS.get(option);
        return words.equals(LENGTH) ? "write a duration, e.g. 30s, or off" : NearWord.proposal(written, words);
    }

    /** As shells are written: 1 and yes mean true. */
    private static String flag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "1", "yes", "on" -> "true";
            case "0", "no", "off" -> "false";
            default -> value.toLowerCase(Locale.ROOT);
        };
    }

    /** Variables that begin like ours and mean nothing, each with what was probably meant. */
    public static Map<String, String> unknown(Map<String, String> variables) {
        List<String> known = new ArrayList<>(OTHERS);
        OPTIONS.keySet().forEach(option -> known.add(variable(option)));
        Map<String, String> unknown = new TreeMap<>();
        variables.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .forEach(name -> unknown.put(name, NearWord.proposal(name, known)));
        return unknown;
    }

    public Optional<String> value(String option) {
        return Optional.ofNullable(given.get(option)).map(Given::value);
    }

    public boolean flagged(String option) {
        return value(option).filter("true"::equals).isPresent();
    }
}
