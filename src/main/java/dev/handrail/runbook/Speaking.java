package dev.handrail.runbook;

import dev.handrail.text.Statement;
import java.util.List;

/** What has SQL of the author's to say: an action, a question, an expectation. */
public interface Speaking {
    /** A statement, and the database that it is meant for. */
    record Said(String database, Statement statement) {}

    /** What is left to be said, in that order; reads only. */
    List<Said> says(Targets targets);

    /** Each statement for the same database. */
    static List<Said> all(String database, List<Statement> statements) {
        return statements.stream().map(s -> new Said(database, s)).toList();
    }
}
