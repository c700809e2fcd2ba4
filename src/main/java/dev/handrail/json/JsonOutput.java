package dev.handrail.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Plain objects written token by token. */
record JsonOutput(JsonGenerator out) {
    void value(@Nullable Object value) {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Collection<?> items) {
            out.writeStartArray();
            items.forEach(this::value);
            out.writeEndArray();
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else {
            out.writeString(value.toString());
        }
    }

    private void object(Map<?, ?> map) {
        out.writeStartObject();
        map.forEach((name, value) -> {
            out.writeName(String.valueOf(name));
            value(value);
        });
        out.writeEndObject();
    }

    /** JSON has no NaN and no infinity: they are written as text. */
    private void number(Number number) {
        if (number instanceof BigDecimal exact) {
            out.writeNumber(exact);
        } else if (number instanceof BigInteger whole) {
            out.writeNumber(whole);
        } else if (number instanceof Double || number instanceof Float) {
            double d = number.doubleValue();
            if (d == (int) d && d != 0 && Math.abs(d) < 1e7) {
                out.writeNumber((int) d + ".0"); // as it would be written, which takes long to find out
            } else if (Double.isFinite(d)) {
                out.writeNumber(d);
            } else {
                out.writeString(Double.toString(d));
            }
        } else {
            out.writeNumber(number.longValue());
        }
    }
}
