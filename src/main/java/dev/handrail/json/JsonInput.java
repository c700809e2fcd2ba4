package dev.handrail.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Plain objects read token by token. */
record JsonInput(JsonParser in) {
    @Nullable
    Object document() {
        JsonToken first = in.nextToken();
        if (first == null) {
            throw new Json.NotJson("there is no text");
        }
        Object value = value(first);
        if (in.nextToken() != null) {
            throw new Json.NotJson("more text follows the value, line "
                    + in.currentTokenLocation().getLineNr());
        }
        return value;
    }

    private @Nullable Object value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> in.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> fraction();
            default -> null;
        };
    }

    private Object whole() {
        if (in.getNumberType() == JsonParser.NumberType.INT) {
            return (long) in.getIntValue();
        }
        BigDecimal exact = in.getDecimalValue();
        return exact.precision() < 19 ? (Object) exact.longValue() : exact;
    }

    private Object fraction() {
        String written = in.getString();
        if (written.endsWith(".0") && written.length() < 10) {
            return (double) Integer.parseInt(written, 0, written.length() - 2, 10);
        }
        BigDecimal exact = in.getDecimalValue();
        double near = exact.doubleValue();
        boolean same = Double.isFinite(near) && BigDecimal.valueOf(near).compareTo(exact) == 0;
        return same ? (Object) near : exact;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            map.put(name, value(in.nextToken()));
        }
        return map;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> items = new ArrayList<>();
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            items.add(value(token));
        }
        return items;
    }
}
