/** The word backfill: changes many rows in small transactions. */
@NullMarked
package dev.handrail.backfill;

import org.jspecify.annotations.NullMarked;
