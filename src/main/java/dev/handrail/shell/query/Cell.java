package dev.handrail.shell.query;

import dev.handrail.text.Escape;
import java.math.BigDecimal;
import org.jline.utils.WCWidth;
import org.jspecify.annotations.Nullable;

/**
 * A value in a table: always one line, nothing in it can move the cursor.
 *
 * @param right numbers stand at the right
 */
record Cell(String text, int width, boolean right) {
    private static final int LONGEST = 4_000;
    private static final double WHOLE = 1e15;

    static Cell of(@Nullable Object value) {
        String text = Escape.line(cut(text(value)));
        return new Cell(text, width(text), value instanceof Number);
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "(null)";
        }
        if (value instanceof Boolean flag) {
            return flag ? "t" : "f";
        }
        if (value instanceof Double number && Math.abs(number) < WHOLE && number == Math.rint(number)) {
            return String.valueOf(number.longValue());
        }
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "... (" + text.length() + " characters)";
    }

    /** Columns that it takes on a screen. */
    private static int width(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    String in(int columns) {
        String blanks = " ".repeat(Math.max(0, columns - width));
        return right ? blanks + text : text + blanks;
    }

    String centred(int columns) {
        int left = Math.max(0, columns - width) / 2;
        return " ".repeat(left) + text + " ".repeat(Math.max(0, columns - width - left));
    }
}
