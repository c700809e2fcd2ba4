/** The words flush and warm: keys unlinked by pattern, keys filled from a query. */
@NullMarked
package dev.handrail.cache;

import org.jspecify.annotations.NullMarked;
