package dev.handrail.json;

import java.io.StringWriter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON text to plain objects and back: {@code LinkedHashMap}, {@code ArrayList}, {@code String}, {@code Long} (or
 * {@code BigDecimal} where a whole number does not fit), {@code Double} (or {@code BigDecimal} where it would lose
 * digits), {@code Boolean}, null.
 */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    /** As {@code Escape} in the room of text has it: what is not to be seen, or steers something. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\x7f-\\x9f\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\u034f\\u115f\\u1160\\u3164\\uffa0"
                    + "&&[^\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\x{110bd}\\x{110cd}]]");

    private Json() {}

    /** {@code value} on one line; of other types its {@code toString}. */
    public static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            new JsonOutput(out).value(value);
        }
        return visible(text.toString());
    }

    /** What moves a cursor or turns the reading order is written as an escape: a line of JSON may be looked at. */
    private static String visible(String json) {
        return !plain(json) && UNSEEN.matcher(json).find()
                ? UNSEEN.matcher(json).replaceAll(found -> escaped(found.group()))
                : json;
    }

    private static boolean plain(String json) {
        for (int at = 0; at < json.length(); at++) {
            if (json.charAt(at) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String characters) {
        StringBuilder escapes = new StringBuilder();
        characters.chars().forEach(c -> escapes.append(String.format("\\\\u%04x", c)));
        return escapes.toString();
    }

    /**
     * The one value that {@code text} holds.
     *
     * @throws NotJson where it is none, or more follows it
     */
    public static @Nullable Object read(String text) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new JsonInput(in).document();
        } catch (JacksonException e) {
            throw new NotJson(
                    e.getOriginalMessage() + ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        }
    }

    /** Text that is not JSON; the message says where. */
    public static final class NotJson extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        NotJson(String message) {
            super(message);
        }
    }
}
