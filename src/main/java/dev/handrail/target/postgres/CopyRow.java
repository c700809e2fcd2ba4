package dev.handrail.target.postgres;

import dev.handrail.runbook.Fields;

/** Reads lines of COPY's text format: values between tabs, {@code \N} for NULL, a backslash before what would end one. */
record CopyRow(Fields row) {
    /** @param line with its end; values are unescaped where they are */
    Fields read(byte[] line) {
        row.over(line);
        int end = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
        int begin = 0;
        int escape = -1;
        for (int at = 0; at < end; at++) {
            byte c = line[at];
            if (c == '\t') {
                value(line, begin, at, escape);
                begin = at + 1;
                escape = -1;
            } else if (c == '\\' && escape < 0) {
                escape = at;
            }
        }
        value(line, begin, end, escape);
        return row;
    }

    /** @param escape where the first one is; -1: there is none */
    private void value(byte[] line, int begin, int end, int escape) {
        if (escape < 0) {
            row.within(begin, end - begin);
        } else if (end - begin == 2 && escape == begin && line[begin + 1] == 'N') {
            row.addNull();
        } else {
            row.within(begin, unescaped(line, escape, end) - begin);
        }
    }

    /** Moves what follows an escape to where it belongs; its end then. */
    private static int unescaped(byte[] line, int from, int end) {
        int to = from;
        for (int at = from; at < end; at++) {
            byte c = line[at];
            line[to++] = c == '\\' && at + 1 < end ? meant(line[++at]) : c;
        }
        return to;
    }

    private static byte meant(byte escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> escaped;
        };
    }
}
