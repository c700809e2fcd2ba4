package dev.handrail.target.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One file cut into what is sent at once: the same each time, so that a later attempt finds its own parts. */
record Pieces(String name, Path file, long bytes, List<Piece> list) {
    private static final long MIB = 1L << 20;
    /** The server takes ten thousand. */
    private static final long MOST = 9_000;

    /** @param smallest how large a piece is at least */
    static Pieces of(String name, Path file, long smallest) {
        try {
            long bytes = Files.size(file);
            return new Pieces(name, file, bytes, cut(file, bytes, smallest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Piece> cut(Path file, long bytes, long smallest) {
        long size = Math.max(smallest, (bytes / MOST + MIB) / MIB * MIB);
        List<Piece> pieces = new ArrayList<>();
        for (long from = 0; from < bytes || from == 0; from += size) {
            pieces.add(new Piece(file, pieces.size() + 1, from, Math.min(size, bytes - from)));
        }
        return List.copyOf(pieces);
    }

    boolean single() {
        return list.size() == 1;
    }

    /** What the server tells of a file that was sent in these pieces. */
    static String tag(List<Piece.Md5> each) {
        if (each.size() == 1) {
            return each.get(0).hex();
        }
        byte[] all = new byte[16 * each.size()];
        for (int i = 0; i < each.size(); i++) {
            System.arraycopy(each.get(i).raw(), 0, all, 16 * i, 16);
        }
        return Piece.md5(all).hex() + "-" + each.size();
    }

    /** Reads the file. */
    String tag() {
        return tag(list.stream().map(Piece::md5).toList());
    }
}
