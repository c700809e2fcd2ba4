/** Whole databases: dumped and proven, restored, given each other's names, and old backups removed. */
@NullMarked
package dev.handrail.target.backup;

import org.jspecify.annotations.NullMarked;
