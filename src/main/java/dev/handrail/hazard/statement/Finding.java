package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.schema.Relation;
import org.jspecify.annotations.Nullable;

/**
 * One hazard of one statement.
 *
 * @param on the table that suffers; null: none in particular
 * @param what what happens, the table named
 * @param safe the safe way with the author's own names, ready to paste
 */
public record Finding(Danger danger, @Nullable Relation on, String what, String safe) {}
