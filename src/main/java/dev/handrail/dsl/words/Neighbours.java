package dev.handrail.dsl.words;

import dev.handrail.dsl.tape.Site;
import java.util.List;

/** The files around a runbook, for the words that speak of them. */
public interface Neighbours {
    /** Lets another file declare its families; what is wrong with it is told. */
    void include(String written, Site at, Recording from);

    /** The files that match a pattern, relative to the runbook, in the natural order of their names. */
    List<String> matching(String pattern);
}
