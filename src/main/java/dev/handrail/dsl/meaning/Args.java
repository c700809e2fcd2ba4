package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Template;
import dev.handrail.text.Durations;
import dev.handrail.text.Sizes;
import dev.handrail.text.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of a word as the values that it takes; what does not fit is told, and a stand-in goes on. */
final class Args {
    private static final Set<String> MAY_BE_ZERO = Set.of("pause", "wait", "after");

    private Args() {}

    /** Text that has to be known while the runbook is read. */
    static String plain(Reading reading, Call call, int index) {
        return plain(reading, call.argument(index), call.site().argument(index), call.word());
    }

    static String plain(Reading reading, @Nullable Object value, Span at, String word) {
        if (!(value instanceof Template template)) {
            return String.valueOf(value);
        }
        StringBuilder text = new StringBuilder();
        for (Object piece : template.pieces()) {
            if (piece instanceof Template.Raw raw) {
                text.append(raw.text());
            } else if (piece instanceof Template.Value known) {
                text.append(known.text());
            } else {
                late(reading, piece, at, word);
            }
        }
        return text.toString();
    }

    private static void late(Reading reading, Object piece, Span at, String word) {
        if (piece instanceof Template.Later later) {
            boolean secret = reading.declared().hidden(later.part());
            reading.mistake(
                    secret ? Code.SECRET : Code.FLATTENED,
                    secret
                            ? "a secret can't be used in '" + word + "'"
                            : later.part().show() + " is known only in the run, and '" + word
                                    + "' has to be known before",
                    later.at(),
                    secret ? "secrets go into env, input, header and json" : "use an input, or write the text itself");
        } else {
            String name = ((Call) piece).word();
            reading.mistake(Code.BAD_SQL, name + "(…) belongs into SQL", at, "write the value itself: ${value}");
        }
    }

    /** Text that may wait for results, but holds no secret: it is shown, and seen by others on this machine. */
    static Text open(Reading reading, Call call, int index) {
        return open(reading, call.argument(index), call.site().argument(index), call.word());
    }

    static Text open(Reading reading, @Nullable Object value, Span at, String word) {
        if (value instanceof Template template) {
            template.pieces().stream()
                    .filter(p ->
                            p instanceof Template.Later l && reading.declared().hidden(l.part()))
                    .findFirst()
                    .ifPresent(p -> reading.mistake(
                            Code.SECRET,
                            "a secret can't stand in '" + word + "': it would be seen",
                            ((Template.Later) p).at(),
                            "secrets go into env, input, header and json"));
        }
        return any(reading, value, at, word);
    }

    /** Text that may wait for results and hold secrets. */
    static Text any(Reading reading, Call call, int index) {
        return any(reading, call.argument(index), call.site().argument(index), call.word());
    }

    static Text any(Reading reading, @Nullable Object value, Span at, String word) {
        if (!(value instanceof Template template)) {
            return Text.of(String.valueOf(value));
        }
        List<Text.Part> parts = new ArrayList<>();
        for (Object piece : template.pieces()) {
            if (piece instanceof Template.Raw raw) {
                parts.add(new Text.Literal(raw.text()));
            } else if (piece instanceof Template.Value known) {
                parts.add(new Text.Literal(known.text()));
            } else if (piece instanceof Template.Later later) {
                parts.add(later.part());
            } else {
                late(reading, piece, at, word);
            }
        }
        return new Text(parts);
    }

    static Duration duration(Reading reading, Call call, int index) {
        return duration(reading, call.argument(index), call.site().argument(index), call.word());
    }

    static Duration duration(Reading reading, @Nullable Object value, Span at, String word) {
        Duration duration = value instanceof Duration known ? known : written(reading, value, at, word);
        if ((duration.isZero() || duration.isNegative()) && !MAY_BE_ZERO.contains(word)) {
            reading.mistake(
                    Code.BAD_VALUE, "'" + word + "' has to be longer than nothing", at, "write: " + word + " '5s'");
            return Duration.ofSeconds(1);
        }
        return duration;
    }

    private static Duration written(Reading reading, @Nullable Object value, Span at, String word) {
        String written = plain(reading, value, at, word);
        return Durations.parse(written).orElseGet(() -> {
            reading.mistake(
                    Code.BAD_VALUE,
                    "'" + written + "' is no duration",
                    at,
                    "write a number and a unit: '500ms' '30s' '5m' '2h' '7d'");
            return Duration.ofSeconds(1);
        });
    }

    /** A whole number within bounds. */
    static int whole(Reading reading, Call call, int index, int from, int to) {
        Object value = call.argument(index);
        BigDecimal number = value instanceof BigDecimal n ? n : BigDecimal.valueOf(from);
        if (number.compareTo(BigDecimal.valueOf(from)) < 0 || number.compareTo(BigDecimal.valueOf(to)) > 0) {
            reading.mistake(
                    Code.BAD_VALUE,
                    "'" + call.word() + "' is a whole number from " + from + " to " + to + ", and this is "
                            + number.toPlainString(),
                    call.site().argument(index),
                    "write: " + call.word() + " " + Math.max(from, 1));
            return from;
        }
        return number.intValue();
    }

    static double number(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.doubleValue() : 0;
    }

    /** A bound as a number: as it is, or a duration in milliseconds, or a size in bytes. */
    static double bound(Reading reading, @Nullable Object value, Span at) {
        if (value instanceof BigDecimal number) {
            return number.doubleValue();
        }
        if (value instanceof Duration duration) {
            return duration.toMillis();
        }
        String written = plain(reading, value, at, "bound");
        OptionalLong bytes = Sizes.parse(written);
        if (bytes.isPresent()) {
            return bytes.getAsLong();
        }
        return Durations.parse(written).map(d -> (double) d.toMillis()).orElseGet(() -> {
            reading.mistake(
                    Code.BAD_VALUE,
                    "'" + written + "' is no size and no duration",
                    at,
                    "write a number without quotes, or with a unit: '512MB' '2GB', '10ms' '5s'");
            return 0.0;
        });
    }
}
