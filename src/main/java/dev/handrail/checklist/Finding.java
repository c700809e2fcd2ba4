package dev.handrail.checklist;

/**
 * Something in a checklist that a person has to decide, or that the draft does in another way.
 *
 * @param line in the checklist
 * @param code of a {@link Doubt}, or of a hazard
 */
public record Finding(int line, String code, String what, String fix) {}
