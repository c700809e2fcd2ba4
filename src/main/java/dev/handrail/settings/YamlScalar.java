package dev.handrail.settings;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A single YAML value as Java has it: only what JSON knows too, so that a date or {@code 0x1F} stays text. */
final class YamlScalar {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d*)");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,3})?");

    private YamlScalar() {}

    static @Nullable Object value(ScalarNode node) {
        String text = node.getValue();
        if (node.getTag().equals(Tag.NULL)) {
            return null;
        }
        if (node.getTag().equals(Tag.STR)) {
            return text;
        }
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        if (WHOLE.matcher(text).matches()) {
            return new BigInteger(text);
        }
        return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : text;
    }
}
