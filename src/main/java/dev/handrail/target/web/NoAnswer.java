package dev.handrail.target.web;

import dev.handrail.problem.Problem;

/** A request without a whole answer. */
final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How far it came. */
    enum Stage {
        /** No connection: the server has seen nothing of it. */
        NOT_SENT,
        /** Sent, or begun to be: the server may have acted on it. */
        SENT,
        /** As {@link #SENT}, ended on our own request. */
        CANCELLED
    }

    private final Stage stage;
    private final Problem problem;

    NoAnswer(Stage stage, Problem problem) {
        super(problem.what(), problem);
        this.stage = stage;
        this.problem = problem;
    }

    Stage stage() {
        return stage;
    }

    Problem problem() {
        return problem;
    }
}
