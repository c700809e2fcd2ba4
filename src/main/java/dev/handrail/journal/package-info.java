/** What happened: events, the append-only file, and the state of a run as a fold of its events. */
@NullMarked
package dev.handrail.journal;

import org.jspecify.annotations.NullMarked;
