package dev.handrail.text.psql;

import dev.handrail.problem.Position;
import dev.handrail.text.Rows;
import dev.handrail.text.Sha256;
import dev.handrail.text.SqlProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A file, line by line, or the rows in it; never more than a line in memory. */
final class Lines implements AutoCloseable {
    private static final int LONGEST = 64 << 20;
    /** Many files are smaller than a block is worth. */
    private static final int SMALLEST = 1 << 9;

    private static final int LARGEST = 1 << 16;
    /** The bytes of the longest line that ends rows. */
    private static final int END = "\\.\r\n".length();

    private final Source source;
    private final InputStream in;
    private final byte[] buffer;
    private final MessageDigest digest = Sha256.fresh();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int at;
    private int filled;
    private long offset;
    private int number;

    Lines(Source source) throws IOException {
        this.source = source;
        this.in = source.open();
        this.buffer = new byte[Math.max(SMALLEST, Math.min(in.available() + 1, LARGEST))];
    }

    long offset() {
        return offset;
    }

    int number() {
        return number;
    }

    /** SHA-256 of all that was read. */
    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The next line; null at the end. The line feed is read, and not part of it. */
    @Nullable
    Line next() throws IOException {
        long from = offset;
        bytes.reset();
        int b = read();
        if (b < 0) {
            return null;
        }
        number++;
        while (b >= 0 && b != '\n') {
            refuse(b);
            bytes.write(b);
            b = read();
        }
        byte[] line = bytes.toByteArray();
        digest.update(line);
        if (b == '\n') {
            digest.update((byte) '\n');
        }
        return line(line, from);
    }

    private void refuse(int b) {
        if (b == 0) {
            throw SqlProblem.at(here(), "there is a NUL byte here", "SQL is text", "take it out, or name a text file");
        }
        if (bytes.size() == LONGEST) {
            throw SqlProblem.at(here(), "the line is longer than 64 MB", "", "break it, or load it with COPY");
        }
    }

    private Position here() {
        return new Position(source.shown(), number, bytes.size() + 1);
    }

    private Line line(byte[] line, long from) {
        int mark = number == 1 && startsWithMark(line) ? 3 : 0;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, mark, line.length - mark))
                    .toString();
            if (number == 1 && text.startsWith("PGDMP")) {
                throw SqlProblem.at(
                        new Position(source.shown(), 1, 1),
                        "this is a dump in PostgreSQL's custom format, not SQL",
                        "",
                        "restore it with the word restore, or make SQL of it: pg_restore -f FILE.sql");
            }
            return new Line(source.shown(), number, from + mark, text);
        } catch (CharacterCodingException e) {
            throw SqlProblem.at(
                    new Position(source.shown(), number, badColumn(line)),
                    "the file is not UTF-8",
                    "this line has bytes that can't stand in UTF-8 text",
                    "save it as UTF-8 in the editor, or: iconv -f LATIN1 -t UTF-8");
        }
    }

    private static boolean startsWithMark(byte[] line) {
        return line.length >= 3 && line[0] == (byte) 0xef && line[1] == (byte) 0xbb && line[2] == (byte) 0xbf;
    }

    private static int badColumn(byte[] line) {
        return new String(line, StandardCharsets.UTF_8).indexOf('\ufffd') + 1;
    }

    /**
     * The rows that start here, up to a line {@code \\.}, which is read too.
     *
     * @param copy where the COPY stands that they are for
     */
    Rows rows(Position copy) throws IOException {
        long from = offset;
        int first = number + 1;
        MessageDigest sha = Sha256.fresh();
        while (!atEnd()) {
            if (at == filled) {
                throw SqlProblem.at(
                        copy,
                        "the rows of this COPY do not end",
                        "the file ends in its line " + number + " without the line \\.",
                        "end them with a line \\. of its own; a dump that ends like this was cut off: make it again");
            }
            portion(sha);
        }
        long length = offset - from;
        int lines = number + 1 - first;
        next();
        return new Rows(
                source.path(),
                source.shown(),
                first,
                from,
                length,
                lines,
                HexFormat.of().formatHex(sha.digest()));
    }

    /** Takes the whole lines that are in the buffer, up to one that may end the rows; a long line in pieces. */
    private void portion(MessageDigest sha) throws IOException {
        int to = at;
        boolean candidate = false;
        while (to < filled && !candidate) {
            int feed = lineFeed(to);
            number += feed < filled ? 1 : 0;
            to = Math.min(feed + 1, filled);
            candidate = feed < filled && (to == filled || buffer[to] == '\\');
        }
        boolean broken = buffer[to - 1] != '\n';
        take(to, sha);
        while (broken && fill()) {
            int feed = lineFeed(at);
            broken = feed == filled;
            number += broken ? 0 : 1;
            take(Math.min(feed + 1, filled), sha);
        }
    }

    private int lineFeed(int from) {
        int i = from;
        while (i < filled && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    private void take(int to, MessageDigest sha) {
        sha.update(buffer, at, to - at);
        digest.update(buffer, at, to - at);
        offset += to - at;
        at = to;
    }

    /** True at the line that ends the rows. */
    private boolean atEnd() throws IOException {
        while (filled - at < END && more()) {
            // until it can be told
        }
        String line = new String(buffer, at, Math.min(END, filled - at), StandardCharsets.ISO_8859_1);
        return line.startsWith("\\.\n") || line.startsWith("\\.\r\n") || line.equals("\\.") || line.equals("\\.\r");
    }

    /** Adds to the buffer what follows; false at the file's end. */
    private boolean more() throws IOException {
        System.arraycopy(buffer, at, buffer, 0, filled - at);
        filled -= at;
        at = 0;
        int n = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(n, 0);
        return n > 0;
    }

    private boolean fill() throws IOException {
        filled = Math.max(in.read(buffer), 0);
        at = 0;
        return filled > 0;
    }

    private int read() throws IOException {
        if (at == filled && !fill()) {
            return -1;
        }
        offset++;
        return buffer[at++] & 0xff;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
