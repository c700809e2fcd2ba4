/** The word migrate: applies the pending files in order, each once, and knows the way back. */
@NullMarked
package dev.handrail.migrate;

import org.jspecify.annotations.NullMarked;
