package dev.handrail.seal;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import dev.handrail.text.OwnFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.LongConsumer;

/** Encrypts files to recipients here, by the library. */
public record Sealing(List<Recipient> recipients) implements Sealer {
    /** What an encrypted file's name ends in. */
    public static final String SUFFIX = ".age";

    private static final int PIECE = 1 << 20;

    public Sealing {
        recipients = List.copyOf(recipients);
    }

    @Override
    public Sealed seal(Path from, Path to, LongConsumer done) throws IOException {
        List<RecipientStanzaWriter> writers =
                recipients.stream().map(Recipient::writer).toList();
        Digest plain = new Digest();
        try (FileChannel in = FileChannel.open(from);
                FileChannel file = OwnFile.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
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
