package dev.handrail.dsl.words;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.text.Durations;
import dev.handrail.text.NearWord;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values that the operator set, given to the script by name and type. */
public final class Inputs {
    private final Map<String, String> given;
    private final boolean standIn;
    private final Reporter reporter;
    private final List<String> declared = new ArrayList<>();

    /** @param standIn examples stand in for what is required and not given */
    public Inputs(Map<String, String> given, boolean standIn, Reporter reporter) {
        this.given = Map.copyOf(given);
        this.standIn = standIn;
        this.reporter = reporter;
    }

    /** One declared input. */
    record Declaration(
            String name,
            Type type,
            @Nullable Object fallback,
            @Nullable Object example,
            List<String> choices,
            @Nullable Pattern pattern,
            Span at) {}

    /** The types that an input can have. */
    enum Type {
        TEXT("text", "tenant-7"),
        NUMBER("number", "1"),
        TRUTH("yes or no", "false"),
        DURATION("duration", "1m"),
        DATE("date", "2026-01-01");

        final String shown;
        private final String sample;

        Type(String shown, String sample) {
            this.shown = shown;
            this.sample = sample;
        }

        static Type of(Class<?> type) {
            if (type == Integer.class || type == int.class) {
                return NUMBER;
            }
            if (type == Boolean.class || type == boolean.class) {
                return TRUTH;
            }
            return type == Duration.class ? DURATION : type == LocalDate.class ? DATE : TEXT;
        }
    }

    /** The value in force. What does not fit is a mistake, and the fallback goes on. */
    Object value(Declaration input) {
        declared.add(input.name());
        String text = given.get(input.name());
        if (text == null) {
            refuseFallback(input);
            return input.fallback() != null ? input.fallback() : missing(input);
        }
        Object value = parsed(input.type(), text);
        if (value == null) {
            wrong(input, "'" + text + "' was given for input '" + input.name() + "', which is a " + input.type().shown);
        } else if (!input.choices().isEmpty() && !input.choices().contains(text)) {
            wrong(input, "'" + text + "' was given for input '" + input.name() + "', which is none of its choices");
        } else if (input.pattern() != null && !input.pattern().matcher(text).matches()) {
            wrong(
                    input,
                    "'" + text + "' was given for input '" + input.name() + "' and does not match " + input.pattern());
        } else {
            return value;
        }
        return input.fallback() != null ? input.fallback() : sample(input);
    }

    /** The author's own value has to be one that the operator could give. */
    private void refuseFallback(Declaration input) {
        String own = input.fallback() == null ? null : String.valueOf(input.fallback());
        if (own == null) {
            return;
        }
        if (!input.choices().isEmpty() && !input.choices().contains(own)) {
            reporter.add(
                    Code.BAD_VALUE,
                    "the default '" + own + "' is none of the choices",
                    input.at(),
                    "take one of them: " + String.join(", ", input.choices()) + "; or add it to oneOf");
        } else if (input.pattern() != null && !input.pattern().matcher(own).matches()) {
            reporter.add(
                    Code.BAD_VALUE,
                    "the default '" + own + "' does not match " + input.pattern(),
                    input.at(),
                    "take one that does, or make it required: input('" + input.name()
                            + "', String, '…', example: '…')");
        }
    }

    /** Names that were given and that no input has. */
    public void refuseUnknown() {
        given.keySet().stream()
                .filter(name -> !declared.contains(name))
                .sorted()
                .forEach(name -> reporter.add(
                        Code.INPUT_UNKNOWN,
                        "the runbook has no input '" + name + "'",
                        Span.FILE,
                        "leave it out, or declare it with input('" + name + "', …)",
                        declared,
                        NearWord.of(name, declared).orElse(null)));
    }

    private Object missing(Declaration input) {
        if (!standIn) {
            reporter.add(
                    Code.INPUT_MISSING,
                    "input '" + input.name() + "' is required and was not given",
                    input.at(),
                    "add: --set " + input.name() + "=" + (input.example() == null ? "VALUE" : input.example()));
        }
        return sample(input);
    }

    private Object sample(Declaration input) {
        if (input.example() != null) {
            return input.example();
        }
        String text = input.choices().isEmpty()
                ? input.type().sample
                : input.choices().get(0);
        Object value = parsed(input.type(), text);
        return value == null ? text : value;
    }

    private void wrong(Declaration input, String what) {
        String fix = input.choices().isEmpty()
                ? "give a " + input.type().shown + ", e.g. --set " + input.name() + "=" + fitting(input)
                : "give one of: " + String.join(", ", input.choices());
        reporter.add(Code.INPUT_VALUE, what, input.at(), fix);
    }

    /** As it would be typed; what the runbook itself falls back to fits its pattern. */
    private Object fitting(Declaration input) {
        Object value = input.example() == null && input.fallback() != null ? input.fallback() : sample(input);
        return value instanceof Duration length ? typed(length) : value;
    }

    /** With one unit, as it is read. */
    private static String typed(Duration length) {
        String shown = Durations.show(length);
        return Durations.parse(shown).isPresent() ? shown : length.toSeconds() + "s";
    }

    private static @Nullable Object parsed(Type type, String text) {
        try {
            return switch (type) {
                case TEXT -> text;
                case NUMBER -> Integer.valueOf(text.trim().replace("_", ""));
                case TRUTH -> truth(text.trim());
                case DURATION -> Durations.parse(text).orElse(null);
                case DATE -> LocalDate.parse(text.trim());
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable Boolean truth(String text) {
        return switch (text) {
            case "true", "yes" -> Boolean.TRUE;
            case "false", "no" -> Boolean.FALSE;
            default -> null;
        };
    }
}
