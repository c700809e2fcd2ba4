package dev.handrail.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Opens single encrypted files: every piece is authenticated before it is handed on, and a missing end is noticed. */
public interface Opener extends Prover {
    /**
     * Opens one file only to see what is in it.
     *
     * @throws dev.handrail.problem.Problem exit 1 where it can't be opened: another key, cut off, changed
     */
    @Override
    String prove(Path sealed, LongConsumer done) throws IOException;

    /**
     * Opens one file into a new one, 0600. What was written before a mistake was found stays in {@code to}: its folder
     * is the caller's to throw away.
     *
     * @throws dev.handrail.problem.Problem exit 1 where it can't be opened: another key, cut off, changed
     */
    void open(Path sealed, Path to, LongConsumer done) throws IOException;
}
