package dev.handrail.text.psql;

import dev.handrail.problem.Position;
import java.nio.charset.StandardCharsets;

/**
 * One line of a file, without its line feed.
 *
 * @param offset of its first character in the file, in bytes
 */
record Line(String file, int number, long offset, String text) {
    Position at(int index) {
        return new Position(file, number, index + 1);
    }

    /** Where a character stands in the file, in bytes; the line feed for the one behind the last. */
    long byteAt(int index) {
        return offset + text.substring(0, index).getBytes(StandardCharsets.UTF_8).length;
    }
}
