package dev.handrail.hazard.schema;

import org.jspecify.annotations.Nullable;

/**
 * A type that somebody made.
 *
 * @param base of a domain; null: it is none
 * @param constrained a domain that refuses some values of its base
 */
public record UserType(String name, @Nullable TypeName base, boolean constrained) {}
