package dev.handrail.spec;

/** Stands for kill -9: nothing of the run catches it, nothing more is recorded. */
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String step) {
        super("killed in " + step, null, false, false);
    }
}
