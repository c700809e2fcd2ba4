package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.seal.Contents;
import dev.handrail.seal.Opener;
import dev.handrail.seal.Opening;
import dev.handrail.seal.Unopened;
import dev.handrail.target.host.Filter;
import dev.handrail.text.OwnFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Opens with the age program. The key reaches it on its standard input, and is in no file, argument or variable.
 *
 * @param own does it for files that are not worth a program's start
 * @param least from this size on the program does it
 */
record AgeOpening(Filters filters, Opening own, long least) implements Opener {
    private static final String OTHER_KEY = "no identity matched";

    /** Takes what comes out. */
    private interface Taker {
        void take(byte[] piece, int length) throws IOException;
    }

    @Override
    public String prove(Path sealed, LongConsumer done) throws IOException {
        long held = Contents.bytes(sealed);
        if (held < least) {
            return own.prove(sealed, done);
        }
        Optional<List<String>> hashing = held < Sha.LARGE ? Optional.empty() : Sum.chosen();
        if (hashing.isPresent()) {
            return hashed(sealed, held, hashing.get(), done);
        }
        try (Sha plain = Sha.of(held)) {
            open(sealed, held, plain::update, done);
            return plain.end();
        }
    }

    /** What is opened goes to the program that hashes it, not through here. */
    private String hashed(Path sealed, long held, List<String> hashing, LongConsumer done) throws IOException {
        Filter age = filters.through(hashing, arguments(sealed));
        try {
            giveKeys(age);
            Filters.follow(age, age::read, held, done);
            mustHaveOpened(age, sealed);
            return Sum.told(age.out());
        } finally {
            filters.close(age);
        }
    }

    private static List<String> arguments(Path sealed) {
        return List.of("--decrypt", "--identity", "-", sealed.toAbsolutePath().toString());
    }

    private void mustHaveOpened(Filter age, Path sealed) {
        String why = filters.ended(age);
        if (why.contains(OTHER_KEY)) {
            throw Unopened.otherKey(sealed, own.identity(), null);
        } else if (!why.isEmpty()) {
            throw refused(sealed, why);
        }
    }

    @Override
    public void open(Path sealed, Path to, LongConsumer done) throws IOException {
        long held = Contents.bytes(sealed);
        if (held < least) {
            own.open(sealed, to, done);
            return;
        }
        try (FileChannel out = OwnFile.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            open(sealed, held, (piece, length) -> write(out, piece, length), done);
        }
    }

    private static void write(FileChannel out, byte[] piece, int length) throws IOException {
        for (ByteBuffer rest = ByteBuffer.wrap(piece, 0, length); rest.hasRemaining(); ) {
            out.write(rest);
        }
    }

    private void open(Path sealed, long held, Taker taker, LongConsumer done) throws IOException {
        Filter age = filters.start(arguments(sealed));
        try {
            giveKeys(age);
            long bytes = taken(age, taker, done);
            mustHaveOpened(age, sealed);
            if (bytes != held) {
                throw refused(sealed, "age handed out " + bytes + " bytes of it instead of " + held);
            }
        } finally {
            filters.close(age);
        }
    }

    private void giveKeys(Filter age) {
        try (OutputStream in = age.in()) {
            in.write(own.identity().keys().reveal().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it ended before it read them: why, it says at its end
        }
    }

    private static long taken(Filter age, Taker taker, LongConsumer done) throws IOException {
        byte[] piece = new byte[AgeStreaming.PIECE];
        long bytes = 0;
        for (int n = age.out().read(piece); n >= 0; n = age.out().read(piece)) {
            taker.take(piece, n);
            bytes += n;
            done.accept(n);
        }
        return bytes;
    }

    private static Problem refused(Path sealed, String why) {
        return new Problem(
                ExitCode.FAILED,
                "the file can't be opened",
                sealed.toString(),
                why,
                "see whether it was killed (out of memory?) and whether the age program is sound (doctor names it), then"
                        + " resume, or use another copy of the file");
    }
}
