/** Compiled runbooks and what they declared, kept on disk: the second start of an unchanged runbook needs no compiler. */
@NullMarked
package dev.handrail.dsl.cache;

import org.jspecify.annotations.NullMarked;
