package dev.handrail.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done with a statement. */
public sealed interface Manner {
    Manner SENT = new Sent();

    /** It is sent. */
    record Sent() implements Manner {}

    /** COPY … FROM STDIN: it is sent, and the rows behind it. */
    record Fed(Rows rows) implements Manner {}

    /**
     * psql's {@code \gexec}: it is asked, and every value of its answer is a statement that is run.
     *
     * @param foreseen the statements that were shown, which must be the answer; null where they can't be known before
     */
    record Generates(@Nullable List<String> foreseen) implements Manner {
        public Generates {
            foreseen = foreseen == null ? null : List.copyOf(foreseen);
        }
    }

    /** psql's {@code \echo}: nothing is sent, {@code text} is told. */
    record Says(String text) implements Manner {}
}
