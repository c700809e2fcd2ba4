package dev.handrail.dsl.words;

import dev.handrail.text.Durations;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types that a parameter of a family can have. */
public enum ParameterType {
    TEXT("text", "java.lang.CharSequence"),
    PLAIN_TEXT("text", "java.lang.String"),
    NUMBER("a whole number", "int", "java.lang.Integer"),
    TRUTH("true or false", "boolean", "java.lang.Boolean"),
    DURATION("a duration", "java.time.Duration"),
    DATE("a date", "java.time.LocalDate"),
    LIST("a list", "java.util.List"),
    PAIRS("name: value pairs", "java.util.Map");

    private final String told;
    private final List<String> classes;

    ParameterType(String told, String... classes) {
        this.told = told;
        this.classes = List.of(classes);
    }

    public static Optional<ParameterType> of(String className) {
        return Stream.of(values()).filter(t -> t.classes.contains(className)).findFirst();
    }

    /** As a person calls it. */
    String told() {
        return told;
    }

    /** The value as the family gets it; null where it is of another type. */
    @Nullable
    Object fitted(@Nullable Object value) {
        return switch (this) {
            case TEXT -> value instanceof CharSequence ? value : null;
            case PLAIN_TEXT -> value instanceof CharSequence text ? text.toString() : null;
            case NUMBER -> value instanceof Integer ? value : null;
            case TRUTH -> value instanceof Boolean ? value : null;
            case DURATION -> value instanceof Duration ? value : duration(value);
            case DATE -> value instanceof LocalDate ? value : date(value);
            case LIST -> value instanceof List ? value : null;
            case PAIRS -> value instanceof Map ? value : null;
        };
    }

    private static @Nullable Duration duration(@Nullable Object value) {
        return value instanceof String text ? Durations.parse(text).orElse(null) : null;
    }

    private static @Nullable LocalDate date(@Nullable Object value) {
        try {
            return value instanceof String text ? LocalDate.parse(text) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
