package dev.handrail.dsl.meaning;

import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Template;
import dev.handrail.text.Durations;
import dev.handrail.text.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON document whose texts may hold results and secrets. */
final class JsonText {
    private final Reading reading;
    private final Call call;
    private final List<Text.Part> parts = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();

    JsonText(Reading reading, Call call) {
        this.reading = reading;
        this.call = call;
    }

    Text text() {
        value(call.named().isEmpty() ? call.argument(0) : call.named());
        literal();
        return new Text(parts);
    }

    private void value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof List<?> list) {
            array(list);
        } else if (value instanceof Template template) {
            open.append('"');
            Args.any(reading, template, call.site().word(), call.word()).parts().forEach(this::part);
            open.append('"');
        } else if (value == null || value instanceof Boolean) {
            open.append(value);
        } else if (value instanceof BigDecimal number) {
            open.append(number.toPlainString());
        } else {
            String text = value instanceof Duration duration ? Durations.show(duration) : value.toString();
            open.append('"').append(Text.InJson.escaped(text)).append('"');
        }
    }

    private void object(Map<?, ?> map) {
        open.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            open.append(first ? "" : ",")
                    .append('"')
                    .append(Text.InJson.escaped(String.valueOf(entry.getKey())))
                    .append("\":");
            value(entry.getValue());
            first = false;
        }
        open.append('}');
    }

    private void array(List<?> list) {
        open.append('[');
        for (int i = 0; i < list.size(); i++) {
            open.append(i == 0 ? "" : ",");
            value(list.get(i));
        }
        open.append(']');
    }

    private void part(Text.Part part) {
        if (part instanceof Text.Literal literal) {
            open.append(Text.InJson.escaped(literal.text()));
        } else {
            literal();
            parts.add(new Text.InJson(part));
        }
    }

    private void literal() {
        if (open.length() > 0) {
            parts.add(new Text.Literal(open.toString()));
            open.setLength(0);
        }
    }
}
