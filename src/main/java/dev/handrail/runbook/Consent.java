package dev.handrail.runbook;

/**
 * Something that a plan does only when it is agreed to by name.
 *
 * @param kind the word for {@code --consent STEP=KIND}, e.g. {@code drop-invalid-index}
 */
public record Consent(String kind, String what) {}
