package dev.handrail.seal;

import com.exceptionfactory.jagged.PayloadException;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import dev.handrail.text.OwnFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.LongConsumer;

/** Opens encrypted files here, by the library. */
public record Opening(Identity identity) implements Opener {
    private static final int PIECE = 1 << 20;

    /** Takes what comes out. */
    private interface Taker {
        void take(ByteBuffer piece) throws IOException;
    }

    @Override
    public String prove(Path sealed, LongConsumer done) throws IOException {
        Digest plain = new Digest();
        open(sealed, plain::update, done);
        return plain.hex();
    }

    @Override
    public void open(Path sealed, Path to, LongConsumer done) throws IOException {
        try (FileChannel out = OwnFile.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            open(sealed, piece -> write(out, piece), done);
        }
    }

    private static void write(FileChannel out, ByteBuffer piece) throws IOException {
        while (piece.hasRemaining()) {
            out.write(piece);
        }
    }

    private void open(Path sealed, Taker taker, LongConsumer done) throws IOException {
        try (FileChannel file = FileChannel.open(sealed)) {
            try (ReadableByteChannel in = new StandardDecryptingChannelFactory()
                    .newDecryptingChannel(file, List.copyOf(identity.readers()))) {
                copy(in, taker, done);
            }
        } catch (UnsupportedRecipientStanzaException e) {
            throw Unopened.otherKey(sealed, identity, e);
        } catch (GeneralSecurityException | PayloadException | BufferUnderflowException | IllegalArgumentException e) {
            throw Unopened.damaged(sealed, e);
        }
    }

    private static void copy(ReadableByteChannel in, Taker taker, LongConsumer done) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            taker.take(piece.flip());
            piece.clear();
            done.accept(n);
        }
    }
}
