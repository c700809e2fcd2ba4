package dev.handrail.dsl.words;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Site;
import dev.handrail.dsl.tape.Template;
import dev.handrail.text.Durations;
import groovy.lang.GString;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a script's values into what a tape holds; a GString keeps its parts. */
final class Taping {
    private final Recording recording;
    private final Site site;

    Taping(Recording recording, Site site) {
        this.recording = recording;
        this.site = site;
    }

    List<@Nullable Object> list(List<?> values) {
        List<@Nullable Object> taped = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            taped.add(value(values.get(i), i));
        }
        return taped;
    }

    Map<String, @Nullable Object> map(Map<?, ?> values) {
        Map<String, @Nullable Object> taped = new LinkedHashMap<>();
        values.forEach((key, value) -> taped.put(String.valueOf(key), value == null ? null : value(value, 0)));
        return taped;
    }

    private @Nullable Object value(@Nullable Object value, int argument) {
        if (value == null) {
            return missing(argument);
        }
        if (value instanceof GString text) {
            return template(text, argument);
        }
        if (value instanceof Declared declared) {
            return declared.taped();
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof Iterable<?> items) {
            List<Object> all = new ArrayList<>();
            items.forEach(all::add);
            return list(all);
        }
        if (value instanceof Enum<?> choice) {
            return choice.name().toLowerCase(Locale.ROOT);
        }
        return scalar(value, argument);
    }

    private Object scalar(Object value, int argument) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString());
        }
        if (value instanceof Class<?> type) {
            return type.getSimpleName();
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return value.toString();
        }
        if (value instanceof Boolean
                || value instanceof Duration
                || value instanceof LocalDate
                || value instanceof Pattern
                || value instanceof Call) {
            return value;
        }
        recording
                .reporter()
                .add(
                        Code.WRONG_TYPE,
                        "this is no value that a word takes",
                        site.argument(argument),
                        "give text or a number");
        return value.toString();
    }

    private String missing(int argument) {
        recording
                .reporter()
                .add(
                        Code.WRONG_TYPE,
                        "the value is null here",
                        site.argument(argument),
                        "give a value, or leave the word out");
        return "null";
    }

    private Object template(GString text, int argument) {
        String[] strings = text.getStrings();
        Object[] values = text.getValues();
        List<Object> pieces = new ArrayList<>();
        for (int i = 0; i < strings.length; i++) {
            if (!strings[i].isEmpty()) {
                pieces.add(new Template.Raw(strings[i]));
            }
            if (i < values.length) {
                piece(pieces, values[i], argument);
            }
        }
        return new Template(pieces);
    }

    private void piece(List<Object> pieces, @Nullable Object value, int argument) {
        if (value instanceof Late late) {
            pieces.add(late.piece());
        } else if (value instanceof GString nested) {
            pieces.addAll(((Template) template(nested, argument)).pieces());
        } else if (value instanceof Duration duration) {
            pieces.add(new Template.Value(Durations.show(duration)));
        } else {
            Object shown = value == null ? missing(argument) : value;
            pieces.add(new Template.Value(shown.toString()));
        }
    }
}
