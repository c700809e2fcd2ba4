package dev.handrail.dsl.meaning;

import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Template;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A word as it was said, on one line, for people. */
final class Shown {
    private static final int LONGEST = 120;

    private Shown() {}

    static String of(Call call) {
        String shown = word(call);
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
    }

    private static String word(Call call) {
        List<String> parts = new ArrayList<>();
        call.named().forEach((name, value) -> parts.add(name + ": " + value(value)));
        call.arguments().forEach(a -> parts.add(value(a)));
        String said = parts.isEmpty() ? call.word() : call.word() + " " + String.join(", ", parts);
        return call.block() == null || call.block().isEmpty()
                ? said
                : said + " { " + call.block().stream().map(Shown::word).collect(Collectors.joining("; ")) + " }";
    }

    private static String value(@Nullable Object value) {
        if (value instanceof Template template) {
            return "'" + template.pieces().stream().map(Shown::piece).collect(Collectors.joining()) + "'";
        }
        if (value instanceof Call call) {
            return call.word() + "("
                    + call.arguments().stream().map(Shown::value).collect(Collectors.joining(", ")) + ")";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof String text ? "'" + text.strip().replaceAll("\\s+", " ") + "'" : String.valueOf(value);
    }

    private static String piece(Object piece) {
        if (piece instanceof Template.Raw raw) {
            return raw.text().replaceAll("\\s+", " ");
        }
        if (piece instanceof Template.Value known) {
            return known.text();
        }
        return piece instanceof Template.Later later ? later.part().show() : word((Call) piece);
    }
}
