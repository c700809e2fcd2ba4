package dev.handrail.seal;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Encrypts and proves files, several at once. */
public final class Worker {
    private static final int PIECE = 1 << 20;

    private final Sealer sealer;
    private final Prover prover;
    private final Consumer<Answer> says;

    private Worker(Sealer sealer, Prover prover, Consumer<Answer> says) {
        this.sealer = sealer;
        this.prover = prover;
        this.says = says;
    }

    /**
     * By the library. Meant for a process of its own, whose JVM may compile for speed.
     *
     * @param says is told by several threads, one at a time
     */
    public static void perform(Work work, Consumer<Answer> says) {
        try {
            Sealing sealing =
                    new Sealing(work.recipients().stream().map(Recipient::new).toList());
            Prover prover = work.identity() == null ? Worker::read : new Opening(Identity.of(work.identity()));
            perform(work.files(), sealing, prover, says);
        } catch (Problem e) {
            says.accept(new Answer.Failed(e));
        }
    }

    /**
     * By another program.
     *
     * @param says is told by several threads, one at a time; what it throws ends the work
     */
    public static void perform(Map<String, String> files, Sealer sealer, Prover prover, Consumer<Answer> says) {
        Object turn = new Object();
        Consumer<Answer> inTurn = answer -> {
            synchronized (turn) {
                says.accept(answer);
            }
        };
        Worker worker = new Worker(sealer, prover, inTurn);
        try {
            Together.each(
                    files.keySet().stream().map(Path::of).toList(),
                    bytes -> inTurn.accept(new Answer.Advance(bytes)),
                    (file, done) -> worker.one(file, Path.of(files.get(file.toString())), done));
        } catch (Problem e) {
            inTurn.accept(new Answer.Failed(e));
        } catch (RuntimeException e) {
            inTurn.accept(new Answer.Failed(problem(e)));
        }
    }

    private static Problem problem(RuntimeException e) {
        return new Problem(
                ExitCode.FAILED,
                "a file can't be encrypted",
                "",
                String.valueOf(e.getMessage()),
                "see that there is room and that the folder is writable, then resume");
    }

    private void one(Path from, Path to, LongConsumer done) throws IOException {
        Sealed sealed = sealer.seal(from, to, done);
        says.accept(new Answer.Done(from.toString(), sealed, prover.prove(to, done)));
    }

    private static String read(Path file, LongConsumer done) throws IOException {
        Digest digest = new Digest();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        try (FileChannel in = FileChannel.open(file)) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece.flip());
                piece.clear();
                done.accept(n);
            }
        }
        return digest.hex();
    }
}
