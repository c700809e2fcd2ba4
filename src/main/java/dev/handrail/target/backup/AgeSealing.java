package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.seal.Contents;
import dev.handrail.seal.Sealed;
import dev.handrail.seal.Sealer;
import dev.handrail.seal.Sealing;
import dev.handrail.target.host.Filter;
import dev.handrail.text.OwnFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;

/**
 * Encrypts with the age program, which reads and writes the files itself: for what is opened again, and its content
 * compared, right after.
 *
 * @param own does it for files that are not worth a program's start
 * @param least from this size on the program does it
 */
record AgeSealing(Filters filters, Sealing own, long least) implements Sealer {
    @Override
    public Sealed seal(Path from, Path to, LongConsumer done) throws IOException {
        long size = Files.size(from);
        if (size < least) {
            return own.seal(from, to, done);
        }
        try (FileChannel out = OwnFile.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Filter age = filters.between(from, to, arguments(own));
            try {
                Filters.follow(age, to.toFile()::length, size, done);
                String why = filters.ended(age);
                if (!why.isEmpty()) {
                    throw refused(from, why);
                }
            } finally {
                filters.close(age);
            }
            mustHold(from, to, size);
            CompletableFuture<String> digest = CompletableFuture.supplyAsync(() -> digest(to));
            out.force(true); // the disk works meanwhile
            return new Sealed(null, digest.join(), Files.size(to));
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException unread
                    ? unread.getCause()
                    : new IOException(e.getCause());
        }
    }

    private static String digest(Path file) {
        try {
            return Sha.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> arguments(Sealing sealing) {
        List<String> arguments = new ArrayList<>(List.of("--encrypt"));
        sealing.recipients().forEach(recipient -> arguments.addAll(List.of("--recipient", recipient.text())));
        return arguments;
    }

    /** It may have ended well and yet not written all: its size tells. */
    static void mustHold(Path from, Path to, long plain) throws IOException {
        long held = Contents.bytes(to);
        if (held != plain) {
            throw refused(
                    from,
                    held < 0
                            ? "what age wrote is no encrypted file"
                            : "what age wrote holds " + held + " bytes instead of " + plain);
        }
    }

    static Problem refused(Path from, String why) {
        return new Problem(
                ExitCode.FAILED,
                "a file can't be encrypted",
                from.toString(),
                why,
                "see whether it was killed (out of memory?) and whether the age program is sound (doctor names it), then"
                        + " resume; without it on PATH handrail encrypts by itself");
    }
}
