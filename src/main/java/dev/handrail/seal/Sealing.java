package dev.handrail.seal;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/** Encrypts files to recipients, in the format of the age program. */
public record Sealing(List<Recipient> recipients) {
    /** What an encrypted file's name ends in. */
    public static final String SUFFIX = ".age";

    private static final int PIECE = 1 << 20;

    public Sealing {
        recipients = List.copyOf(recipients);
    }

    /**
     * Encrypts one file into a new one, 0600 and on disk when this returns.
     *
     * @param done told how many bytes more were read; what it throws ends the work
     * @throws IOException where {@code to} is there already, or a file can't be read or written
     */
    public Sealed seal(Path from, Path to, LongConsumer done) throws IOException {
        List<RecipientStanzaWriter> writers =
                recipients.stream().map(Recipient::writer).toList();
        Digest plain = new Digest();
        try (FileChannel in = FileChannel.open(from);
                FileChannel file = FileChannel.open(
                        to,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            HashedChannel hashed = new HashedChannel(file);
            try (WritableByteChannel sealed =
                    new StandardEncryptingChannelFactory().newEncryptingChannel(hashed, List.copyOf(writers))) {
                copy(in, sealed, plain, done);
            }
            file.force(true);
            return new Sealed(plain.hex(), hashed.digest(), hashed.bytes());
        } catch (GeneralSecurityException e) {
            throw new IOException("this JVM can't encrypt: " + e.getMessage(), e);
        }
    }

    private static void copy(FileChannel in, WritableByteChannel out, Digest plain, LongConsumer done)
            throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            plain.update(piece.flip());
            while (piece.hasRemaining()) {
                out.write(piece);
            }
            piece.clear();
            done.accept(n);
        }
    }
}
