/** What a statement can do to a database that is in use, before it is run: locks, rewrites, scans, loss. Pure but for its look at a catalog. */
@NullMarked
package dev.handrail.hazard;

import org.jspecify.annotations.NullMarked;
