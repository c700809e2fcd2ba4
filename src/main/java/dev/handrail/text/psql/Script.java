package dev.handrail.text.psql;

import dev.handrail.text.Comment;
import dev.handrail.text.Statement;
import java.util.List;
import java.util.Map;

/**
 * A file that was read, with all that it includes.
 *
 * @param statements in the order in which they are run
 * @param comments those that are meant for handrail
 * @param files what was read, the file itself first, each once
 */
public record Script(List<Statement> statements, List<Comment> comments, List<Read> files) {
    public Script {
        statements = List.copyOf(statements);
        comments = List.copyOf(comments);
        files = List.copyOf(files);
    }

    /**
     * A file that was read.
     *
     * @param digest SHA-256 of its bytes
     */
    public record Read(Source source, String digest) {}

    /** @throws dev.handrail.problem.Problem exit 2, with the position, where psql could not read it or we don't do what it says */
    public static Script of(Source source, Sources sources, Map<String, Value> variables) {
        return of(source, sources, variables, Trail.NONE);
    }

    public static Script of(Source source, Sources sources, Map<String, Value> variables, Trail trail) {
        Session session = new Session(sources, variables, trail);
        session.file(source);
        return session.script();
    }
}
