package dev.handrail.target.backup;

import dev.handrail.seal.Sealed;
import dev.handrail.seal.Sealer;
import dev.handrail.seal.Sealing;
import dev.handrail.target.host.Filter;
import dev.handrail.text.OwnFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/**
 * Encrypts with the age program: what it reads is hashed before it, what it writes behind it. So it is known what was
 * encrypted even where nobody here can open it.
 *
 * @param own does it for files that are not worth a program's start
 * @param least from this size on the program does it
 */
record AgeStreaming(Filters filters, Sealing own, long least) implements Sealer {
    static final int PIECE = 1 << 18;

    @Override
    public Sealed seal(Path from, Path to, LongConsumer done) throws IOException {
        long size = Files.size(from);
        if (size < least) {
            return own.seal(from, to, done);
        }
        Filter age = filters.start(AgeSealing.arguments(own));
        try (FileChannel out = OwnFile.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Feeding feeding = Feeding.begin(from, size, age.in(), done);
                Sha sealed = Sha.of(size)) {
            long bytes = written(age, out, sealed);
            String why = filters.ended(age);
            if (!why.isEmpty()) {
                throw AgeSealing.refused(from, why);
            }
            out.force(true);
            Feeding.Fed fed = feeding.end();
            if (!fed.whole()) {
                throw AgeSealing.refused(from, "age ended before it had read all of it");
            }
            AgeSealing.mustHold(from, to, fed.bytes());
            return new Sealed(fed.digest(), sealed.end(), bytes);
        } finally {
            filters.close(age);
        }
    }

    private static long written(Filter age, FileChannel out, Sha sealed) throws IOException {
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        for (int n = age.out().read(piece); n >= 0; n = age.out().read(piece)) {
            sealed.update(piece, n);
            for (ByteBuffer rest = ByteBuffer.wrap(piece, 0, n); rest.hasRemaining(); ) {
                out.write(rest);
            }
            bytes += n;
        }
        return bytes;
    }
}
