package dev.handrail.problem;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An expected failure, told to a person: what is wrong, where, why, and what to do about it. It has no stack trace
 * of interest; the constructor refuses a blank remedy, so that nobody is left without a next step.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String what;
    private final String where;
    private final String why;
    private final String remedy;

    public Problem(ExitCode exitCode, String what, String where, String why, String remedy) {
        this(exitCode, what, where, why, remedy, null);
    }

    public Problem(ExitCode exitCode, String what, String where, String why, String remedy, @Nullable Throwable cause) {
        super(what, cause);
        if (what.isBlank() || remedy.isBlank()) {
            throw new IllegalArgumentException("a problem says what is wrong and what to do: " + what);
        }
        this.exitCode = Objects.requireNonNull(exitCode);
        this.what = what;
        this.where = where;
        this.why = why;
        this.remedy = remedy;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String what() {
        return what;
    }

    /** A file position, a step, a target; empty where the sentence itself says it. */
    public String where() {
        return where;
    }

    /** The cause as the server, the program or the file told it; empty where there is nothing to add. */
    public String why() {
        return why;
    }

    public String remedy() {
        return remedy;
    }

    /** The problem in the lines that a person reads: one for each part that is not empty. */
    public String told() {
        StringBuilder text = new StringBuilder("error: ").append(what).append('\n');
        if (!where.isEmpty()) {
            text.append("  at:   ").append(where.replace("\n", "\n        ")).append('\n');
        }
        if (!why.isEmpty()) {
            text.append("  why:  ").append(why.replace("\n", "\n        ")).append('\n');
        }
        return text.append("  do:   ")
                .append(remedy.replace("\n", "\n        "))
                .toString();
    }
}
