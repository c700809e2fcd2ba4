package dev.handrail.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Encrypts single files, in the format of the age program. */
public interface Sealer {
    /**
     * Encrypts one file into a new one, 0600 and on disk when this returns.
     *
     * @param done told how many bytes more were read; what it throws ends the work
     * @throws IOException where {@code to} is there already, or a file can't be read or written
     */
    Sealed seal(Path from, Path to, LongConsumer done) throws IOException;
}
