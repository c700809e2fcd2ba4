package dev.handrail.text.psql;

import java.io.IOException;
import java.io.InputStream;

/** A file with SQL, or with rows for a COPY. */
public interface Source {
    /** The absolute path: rows are read from it again when they are sent. */
    String path();

    /** The file as people know it. */
    String shown();

    InputStream open() throws IOException;
}
