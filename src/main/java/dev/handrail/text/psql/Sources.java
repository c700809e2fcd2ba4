package dev.handrail.text.psql;

import dev.handrail.problem.Position;

/** Where the files are that a file names. */
public interface Sources {
    /**
     * The file that {@code name} means in {@code from}.
     *
     * @throws dev.handrail.problem.Problem exit 2, with {@code at}, where there is none that may be read
     */
    Source found(String name, Source from, Position at);
}
