package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.Durations;
import dev.handrail.text.NearWord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values of options as people write them, read; what does not fit is refused with exit 2. */
final class Written {
    private Written() {}

    /** {@code STEP=REASON} and the like, each name once. */
    static Map<String, String> pairs(String option, String form, List<String> written) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String one : written) {
            String name = name(option, form, one);
            if (pairs.put(name, one.substring(name.length() + 1)) != null) {
                throw wrong(option + " is given twice for " + name, option, "", "give it once");
            }
        }
        return pairs;
    }

    /** {@code STEP=KIND}, a name with several values. */
    static Map<String, List<String>> lists(String option, String form, List<String> written) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (String one : written) {
            String name = name(option, form, one);
            lists.computeIfAbsent(name, n -> new ArrayList<>()).add(one.substring(name.length() + 1));
        }
        return lists;
    }

    private static String name(String option, String form, String written) {
        int equals = written.indexOf('=');
        if (equals < 1 || equals == written.length() - 1) {
            throw wrong(
                    "'" + option + " " + written + "' is not complete",
                    option,
                    "it takes " + form,
                    "write " + option + " " + form);
        }
        return written.substring(0, equals);
    }

    /** One of a few words. */
    static <T> @Nullable T word(String option, @Nullable String written, Map<String, T> words) {
        if (written == null) {
            return null;
        }
        T meant = words.get(written);
        if (meant == null) {
            throw wrong(option + " can't be '" + written + "'", option, "", NearWord.proposal(written, words.keySet()));
        }
        return meant;
    }

    static @Nullable Duration duration(String option, @Nullable String written) {
        return written == null
                ? null
                : Durations.parse(written)
                        .orElseThrow(() -> wrong(
                                "'" + written + "' is not a duration",
                                option,
                                "durations are a number and a unit",
                                "write e.g. " + option + " 10m (ms, s, m, h or d)"));
    }

    /** The constants of an enum by the words that options use: {@code by-hand} for BY_HAND. */
    static <T extends Enum<T>> Map<String, T> words(Class<T> type) {
        Map<String, T> words = new LinkedHashMap<>();
        for (T constant : type.getEnumConstants()) {
            words.put(constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), constant);
        }
        return words;
    }

    static <T> @Nullable T when(@Nullable String written, Function<String, T> read) {
        return written == null ? null : read.apply(written);
    }

    static Problem wrong(String what, String where, String why, String remedy) {
        return new Problem(ExitCode.WRONG, what, where, why, remedy);
    }
}
