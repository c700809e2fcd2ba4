package dev.handrail.shell.query;

import dev.handrail.settings.Environment;
import dev.handrail.target.Visit;
import java.time.Duration;
import java.util.List;

/** Where questions are typed: what surrounds them. */
public interface Ground {
    /** What is bound where, as it is now. */
    Environment environment();

    /** @param longest how long a statement may take */
    Visit visit(Environment environment, Duration longest);

    /** True where this shell was started to change something. */
    boolean writes();

    /** Asks the person to type {@code name}, after saying {@code what}; true where they did. */
    boolean confirms(String what, String name);

    /** Puts what was typed, never what was answered, on record of the open runs there. */
    void records(Environment environment, String command);

    /** Columns of the screen; 1 where rows are to be blocks of lines. */
    int width();

    /** Shows them page by page; false where that is not needed or can't be done. */
    boolean pages(List<String> lines);
}
