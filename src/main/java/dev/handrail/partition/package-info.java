/** The word partition: creates the partitions that are missing and retires old ones. */
@NullMarked
package dev.handrail.partition;

import org.jspecify.annotations.NullMarked;
