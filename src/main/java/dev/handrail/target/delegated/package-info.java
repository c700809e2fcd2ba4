/** A team's own migrator at work: its program is run, and the history in the database says what became of it. */
@NullMarked
package dev.handrail.target.delegated;

import org.jspecify.annotations.NullMarked;
