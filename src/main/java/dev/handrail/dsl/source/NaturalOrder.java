package dev.handrail.dsl.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order that people give files by their names: {@code 2-x} before {@code 10-x}. */
public final class NaturalOrder {
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private NaturalOrder() {}

    /** A text that sorts as the name should: every number at the same width. */
    public static String key(String name) {
        Matcher digits = DIGITS.matcher(name);
        StringBuilder key = new StringBuilder();
        while (digits.find()) {
            String number = digits.group().replaceFirst("^0+(?=\\d)", "");
            digits.appendReplacement(key, "0".repeat(Math.max(0, 20 - number.length())) + number);
        }
        return digits.appendTail(key).append('\0').append(name).toString();
    }
}
