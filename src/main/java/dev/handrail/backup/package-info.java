/** The words backup and restore: a dump that is proven, and the way back to it. */
@NullMarked
package dev.handrail.backup;

import org.jspecify.annotations.NullMarked;
