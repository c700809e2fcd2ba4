package dev.handrail.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Reads one encrypted file again from the disk. */
public interface Prover {
    /**
     * @param done told how many bytes more were read; what it throws ends the work
     * @return SHA-256 of what came out: of what was encrypted where it is opened, else of the file
     */
    String prove(Path sealed, LongConsumer done) throws IOException;
}
