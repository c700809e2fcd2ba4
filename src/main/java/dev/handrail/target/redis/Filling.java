package dev.handrail.target.redis;

import dev.handrail.runbook.Fields;
import dev.handrail.text.Template;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A template made ready: its literals as bytes, its columns as places in the row. */
final class Filling {
    private final String written;
    private final byte[][] literals;
    private final int[] columns;

    private Filling(String written, byte[][] literals, int[] columns) {
        this.written = written;
        this.literals = literals;
        this.columns = columns;
    }

    /** @param places where each column is; one that is not there is as if it were null */
    static Filling of(Template template, Map<String, Integer> places) {
        List<String> pieces = template.pieces();
        byte[][] literals = new byte[pieces.size() / 2 + 1][];
        int[] columns = new int[pieces.size() / 2];
        for (int i = 0; i < pieces.size(); i++) {
            if (i % 2 == 0) {
                literals[i / 2] = pieces.get(i).getBytes(StandardCharsets.UTF_8);
            } else {
                columns[i / 2] = places.getOrDefault(pieces.get(i), -1);
            }
        }
        return new Filling(template.written(), literals, columns);
    }

    String written() {
        return written;
    }

    /** In bytes; -1 where a column is null. */
    long length(Fields row) {
        long length = literals[0].length;
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] < 0 || row.isNull(columns[i])) {
                return -1;
            }
            length += row.length(columns[i]) + literals[i + 1].length;
        }
        return length;
    }

    /** Appends the text; asks {@link #length} first. */
    void into(Outgoing out, Fields row) {
        out.raw(literals[0], 0, literals[0].length);
        for (int i = 0; i < columns.length; i++) {
            int place = out.place(row.length(columns[i]));
            row.copy(columns[i], out.bytes(), place);
            out.raw(literals[i + 1], 0, literals[i + 1].length);
        }
    }
}
