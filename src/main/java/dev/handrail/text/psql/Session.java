package dev.handrail.text.psql;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;
import dev.handrail.text.Comment;
import dev.handrail.text.SqlProblem;
import dev.handrail.text.Statement;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one file and all that it includes share while they are read. */
final class Session {
    private static final long MOST_TEXT = 64L << 20;
    private static final int DEEPEST = 50;

    private final Sources sources;
    private final Trail trail;
    private final Variables variables;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private final Map<String, Script.Read> files = new LinkedHashMap<>();
    private final Deque<String> within = new ArrayDeque<>();
    private long text;
    private @Nullable Statement previous;
    private @Nullable String restricted;

    Session(Sources sources, Map<String, Value> variables, Trail trail) {
        this.sources = sources;
        this.trail = trail;
        this.variables = new Variables(variables);
    }

    Variables variables() {
        return variables;
    }

    Trail trail() {
        return trail;
    }

    void add(Statement statement) {
        text += statement.shown().length();
        if (text > MOST_TEXT) {
            throw SqlProblem.at(
                    statement.position(),
                    "the statements up to here are more than 64 MB of text",
                    "all of them are shown, and kept with the run",
                    "load rows with COPY … FROM stdin, whose rows may be any size; or split the file");
        }
        statements.add(statement);
        previous = statement.sent() ? statement : previous;
    }

    /** Keeps a comment that is meant for handrail. */
    void comment(String text, Position here) {
        if (text.contains("handrail:")) {
            comments.add(new Comment(text, here));
        }
    }

    /** What was sent last; null where nothing was. */
    @Nullable
    Statement previous() {
        return previous;
    }

    /** While a dump is restricted, only its own key ends that; null: nothing is. */
    @Nullable
    String restricted() {
        return restricted;
    }

    void restrict(@Nullable String key) {
        restricted = key;
    }

    /** The files that a file of rows is kept among. */
    void known(Source source, String digest) {
        files.putIfAbsent(source.path(), new Script.Read(source, digest));
    }

    Source found(String name, Source from, Position here) {
        return sources.found(name, from, here);
    }

    void include(Source source, Position here) {
        if (within.contains(source.path())) {
            throw SqlProblem.at(
                    here,
                    source.shown() + " is being read already",
                    "files that include each other never end",
                    "remove one \\i");
        }
        if (within.size() == DEEPEST) {
            throw SqlProblem.at(here, "files are included " + DEEPEST + " deep", "", "include them side by side");
        }
        file(source);
    }

    void file(Source source) {
        within.push(source.path());
        files.putIfAbsent(source.path(), new Script.Read(source, ""));
        try (Lines lines = new Lines(source)) {
            new FileReading(this, source, lines).read();
            files.put(source.path(), new Script.Read(source, lines.digest()));
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.WRONG,
                    source.shown() + " can't be read",
                    "",
                    String.valueOf(e.getMessage()),
                    "check who may read it",
                    e);
        }
        within.pop();
    }

    Script script() {
        return new Script(statements, comments, List.copyOf(files.values()));
    }
}
