package dev.handrail.seal;

import com.exceptionfactory.jagged.PayloadException;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Opens encrypted files: every piece is authenticated before it is handed on, and a missing end is noticed. */
public record Opening(Identity identity) {
    private static final int PIECE = 1 << 20;

    /**
     * Opens one file only to see what is in it.
     *
     * @return SHA-256 of what was encrypted
     * @throws Problem exit 1 where it can't be opened: another key, cut off, changed
     */
    public String prove(Path sealed, LongConsumer done) throws IOException {
        Digest plain = new Digest();
        open(sealed, null, plain, done);
        return plain.hex();
    }

    /**
     * Opens one file into a new one, 0600. What was written before a mistake was found stays in {@code to}: its folder
     * is the caller's to throw away.
     *
     * @throws Problem exit 1 where it can't be opened: another key, cut off, changed
     */
    public void open(Path sealed, Path to, LongConsumer done) throws IOException {
        try (FileChannel out = FileChannel.open(
                to,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            open(sealed, out, new Digest(), done);
        }
    }

    private void open(Path sealed, @Nullable WritableByteChannel to, Digest plain, LongConsumer done)
            throws IOException {
        try (FileChannel file = FileChannel.open(sealed)) {
            try (ReadableByteChannel in = new StandardDecryptingChannelFactory()
                    .newDecryptingChannel(file, List.copyOf(identity.readers()))) {
                copy(in, to, plain, done);
            }
        } catch (UnsupportedRecipientStanzaException e) {
            throw refused(
                    sealed,
                    "none of the keys in the secret " + identity.name()
                            + " opens it: it is encrypted to others, or its first lines were changed",
                    "bind the secret " + identity.name() + " to an identity that it is encrypted to, then resume",
                    e);
        } catch (GeneralSecurityException | PayloadException | BufferUnderflowException | IllegalArgumentException e) {
            throw refused(sealed, "it is not what was encrypted: cut off, or changed", "use another copy of it", e);
        }
    }

    private static void copy(ReadableByteChannel in, @Nullable WritableByteChannel to, Digest plain, LongConsumer done)
            throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            plain.update(piece.flip());
            while (to != null && piece.hasRemaining()) {
                to.write(piece);
            }
            piece.clear();
            done.accept(n);
        }
    }

    private static Problem refused(Path sealed, String why, String remedy, Exception cause) {
        return new Problem(ExitCode.FAILED, "the file can't be opened", sealed.toString(), why, remedy, cause);
    }
}
