/** The word index: builds, drops or replaces an index without blocking writers. */
@NullMarked
package dev.handrail.index;

import org.jspecify.annotations.NullMarked;
