package dev.handrail.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * How much an encrypted file holds, told without a key by its own size: the format is a header that ends with a line of
 * three dashes, 16 bytes, and pieces of 64 KiB, each 16 bytes longer than what is in it.
 */
public final class Contents {
    private static final String LAST_LINE = "\n--- ";
    private static final int HEADER = 1 << 20;
    private static final int NONCE = 16;
    private static final int TAG = 16;
    private static final int PIECE = (1 << 16) + TAG;

    private Contents() {}

    /**
     * The bytes that were encrypted.
     *
     * @return less than 0 where the file is none
     */
    public static long bytes(Path sealed) throws IOException {
        try (FileChannel file = FileChannel.open(sealed)) {
            int header = header(file);
            long payload = file.size() - header - NONCE;
            if (header < 0 || payload < TAG) {
                return -1;
            }
            long pieces = (payload + PIECE - 1) / PIECE;
            return payload - pieces * TAG;
        }
    }

    private static int header(FileChannel file) throws IOException {
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(HEADER, file.size()));
        for (int n = 0; n >= 0 && start.hasRemaining(); ) {
            n = file.read(start, start.position());
        }
        String text = new String(start.array(), 0, start.position(), StandardCharsets.ISO_8859_1);
        int last = text.indexOf(LAST_LINE);
        int end = last < 0 ? -1 : text.indexOf('\n', last + 1);
        return end < 0 ? -1 : end + 1;
    }
}
