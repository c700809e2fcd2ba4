package dev.handrail.seal;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Encrypts and proves files, several at once. Meant for a process of its own, whose JVM may compile for speed. */
public final class Worker {
    private static final int PIECE = 1 << 20;

    private final Sealing sealing;
    private final @Nullable Opening opening;
    private final Consumer<Answer> says;

    private Worker(Work work, Consumer<Answer> says) {
        sealing = new Sealing(work.recipients().stream().map(Recipient::new).toList());
        opening = work.identity() == null ? null : new Opening(Identity.of(work.identity()));
        this.says = says;
    }

    /** @param says is told by several threads, one at a time */
    public static void perform(Work work, Consumer<Answer> says) {
        Consumer<Answer> inTurn = answer -> {
            synchronized (work) {
                says.accept(answer);
            }
        };
        try {
            Worker worker = new Worker(work, inTurn);
            ForkJoinPool threads =
                    new ForkJoinPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
            threads.submit(() -> work.files().entrySet().stream()
                            .sorted(Comparator.comparing(
                                    e -> -Path.of(e.getKey()).toFile().length()))
                            .toList()
                            .parallelStream()
                            .forEach(file -> worker.one(file.getKey(), Path.of(file.getValue()))))
                    .join();
        } catch (Problem e) {
            inTurn.accept(new Answer.Failed(e));
        } catch (RuntimeException e) {
            inTurn.accept(new Answer.Failed(problem(e)));
        }
    }

    private static Problem problem(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem own) {
                return own;
            }
        }
        return new Problem(
                ExitCode.FAILED,
                "a file can't be encrypted",
                "",
                String.valueOf(e.getMessage()),
                "see that there is room and that the folder is writable, then resume");
    }

    private void one(String from, Path to) {
        LongConsumer advance = bytes -> says.accept(new Answer.Advance(bytes));
        try {
            Sealed sealed = sealing.seal(Path.of(from), to, advance);
            String proven = opening == null ? read(to, advance) : opening.prove(to, advance);
            says.accept(new Answer.Done(from, sealed, proven));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file, LongConsumer advance) throws IOException {
        Digest digest = new Digest();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        try (FileChannel in = FileChannel.open(file)) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece.flip());
                piece.clear();
                advance.accept(n);
            }
        }
        return digest.hex();
    }
}
