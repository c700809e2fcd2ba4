/** PostgreSQL: where it is by libpq's conventions, what it answers, effects on it and the lock on it. */
@NullMarked
package dev.handrail.target.postgres;

import org.jspecify.annotations.NullMarked;
