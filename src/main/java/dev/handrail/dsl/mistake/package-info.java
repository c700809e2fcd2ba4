/** What can be wrong in a runbook and how it is told: position, source line, near word, words allowed, fix. */
@NullMarked
package dev.handrail.dsl.mistake;

import org.jspecify.annotations.NullMarked;
