package dev.handrail.spec.engine;

import java.nio.file.Path;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;

/** Specifications leave no files: what they have to say is in their report. */
record NoOutput() implements OutputDirectoryCreator {
    @Override
    public Path getRootDirectory() {
        throw new UnsupportedOperationException("specifications of runbooks write no files of their own");
    }

    @Override
    public Path createOutputDirectory(TestDescriptor test) {
        return getRootDirectory();
    }
}
