package dev.handrail.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Writes through and hashes what is written. Closing it leaves the file open: it has to be synced first. */
final class HashedChannel implements WritableByteChannel {
    private final WritableByteChannel to;
    private final Digest digest = new Digest();
    private long bytes;

    HashedChannel(WritableByteChannel to) {
        this.to = to;
    }

    @Override
    public int write(ByteBuffer piece) throws IOException {
        int size = piece.remaining();
        digest.update(piece);
        while (piece.hasRemaining()) {
            to.write(piece);
        }
        bytes += size;
        return size;
    }

    String digest() {
        return digest.hex();
    }

    long bytes() {
        return bytes;
    }

    @Override
    public boolean isOpen() {
        return to.isOpen();
    }

    @Override
    public void close() {
        // the file is closed by whoever opened it
    }
}
