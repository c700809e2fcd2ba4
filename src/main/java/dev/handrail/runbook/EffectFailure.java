package dev.handrail.runbook;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.util.List;

/** An effect that did not end well: it failed and that is known, it was cancelled, or nobody knows. */
public final class EffectFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is known of the end. */
    public enum Kind {
        /** It failed; what it leaves behind is what {@link Problem#why} says, usually nothing. */
        FAILED,
        /** Rolled back because another session was in the way: doing it again at once may well succeed. */
        CONFLICT,
        /** No lock was given in time, and nothing of it stays: after a pause it may well succeed. */
        BLOCKED,
        /** It was ended on request; nothing of the unfinished part stays. */
        CANCELLED,
        /** The connection was cut or the time ran out: it may or may not have happened. */
        UNKNOWN
    }

    private final Kind kind;
    private final Problem problem;
    private final transient List<Blocker> blockers;

    public EffectFailure(Kind kind, Problem problem) {
        this(kind, problem, List.of());
    }

    /** @param blockers the sessions that were in the way, as they were seen last */
    public EffectFailure(Kind kind, Problem problem, List<Blocker> blockers) {
        super(problem.what(), problem);
        this.kind = kind;
        this.problem = problem;
        this.blockers = List.copyOf(blockers);
    }

    public static EffectFailure failed(String what, String where, String why, String remedy) {
        return new EffectFailure(Kind.FAILED, new Problem(ExitCode.FAILED, what, where, why, remedy));
    }

    public static EffectFailure unknown(String what, String where, String why, String remedy) {
        return new EffectFailure(Kind.UNKNOWN, new Problem(ExitCode.UNKNOWN, what, where, why, remedy));
    }

    public static EffectFailure cancelled(String what) {
        return new EffectFailure(
                Kind.CANCELLED, new Problem(ExitCode.INTERRUPTED, what, "", "", "resume goes on from here"));
    }

    public Kind kind() {
        return kind;
    }

    public Problem problem() {
        return problem;
    }

    public List<Blocker> blockers() {
        return blockers;
    }
}
