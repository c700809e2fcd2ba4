/** What keeps two runs off one target, whatever holds the lock: a database session, a cache's key or a file. */
@NullMarked
package dev.handrail.target.guard;

import org.jspecify.annotations.NullMarked;
