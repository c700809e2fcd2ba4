/** The few pieces of PostgreSQL's grammar that hazards hang on, read from tokens. */
@NullMarked
package dev.handrail.hazard.grammar;

import org.jspecify.annotations.NullMarked;
