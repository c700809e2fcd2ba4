/** The words index and constraint: indexes and constraints made, changed and dropped without blocking writers. */
@NullMarked
package dev.handrail.index;

import org.jspecify.annotations.NullMarked;
