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

    private final Source source;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final MessageDigest digest = Sha256.fresh();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int at;
    private int filled;
    private long offset;
    private int number;

    Lines(Source source) throws IOException {
        this.source = source;
        this.in = source.open();
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
        Position here = new Position(source.shown(), number, bytes.size() + 1);
        if (b == 0) {
            throw SqlProblem.at(here, "there is a NUL byte here", "SQL is text", "take it out, or name a text file");
        }
        if (bytes.size() == LONGEST) {
            throw SqlProblem.at(here, "the line is longer than 64 MB", "", "break it, or load it with COPY");
        }
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
        long count = 0;
        MessageDigest sha = Sha256.fresh();
        while (true) {
            long start = offset;
            portion();
            if (bytes.size() == 0) {
                throw SqlProblem.at(
                        copy,
                        "the rows of this COPY do not end",
                        "the file ends in its line " + number + " without the line \\.",
                        "end them with a line \\. of its own; a dump that ends like this was cut off: make it again");
            }
            boolean end = isEnd();
            whole(end ? null : sha);
            if (end) {
                return new Rows(
                        source.path(),
                        source.shown(),
                        first,
                        from,
                        start - from,
                        count,
                        HexFormat.of().formatHex(sha.digest()));
            }
            count++;
        }
    }

    /** Reads on to the end of the line whose first portion was read. */
    private void whole(@Nullable MessageDigest sha) throws IOException {
        number++;
        byte last;
        do {
            byte[] portion = bytes.toByteArray();
            digest.update(portion);
            if (sha != null) {
                sha.update(portion);
            }
            last = portion[portion.length - 1];
            if (last != '\n') {
                portion();
            }
        } while (last != '\n' && bytes.size() > 0);
    }

    /** Reads up to a line's end, or as much of a long line as is held in memory. */
    private void portion() throws IOException {
        bytes.reset();
        int b = -1;
        while (b != '\n' && bytes.size() < buffer.length && (b = read()) >= 0) {
            bytes.write(b);
        }
    }

    private boolean isEnd() {
        if (bytes.size() > 4) {
            return false;
        }
        String line = bytes.toString(StandardCharsets.ISO_8859_1);
        return line.equals("\\.") || line.equals("\\.\n") || line.equals("\\.\r\n");
    }

    private int read() throws IOException {
        if (at == filled) {
            filled = in.read(buffer);
            at = 0;
            if (filled <= 0) {
                filled = 0;
                return -1;
            }
        }
        offset++;
        return buffer[at++] & 0xff;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
