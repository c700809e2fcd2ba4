package dev.handrail.runbook;

/**
 * Something that a plan does only when it is agreed to by name.
 *
 * @param kind the word for {@code --consent STEP=KIND}, e.g. {@code drop-invalid-index}
 * @param needed false where the step does the rest of its work without it
 */
public record Consent(String kind, String what, boolean needed) {
    public Consent(String kind, String what) {
        this(kind, what, true);
    }
}
