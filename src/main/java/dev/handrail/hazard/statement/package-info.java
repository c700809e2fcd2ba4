/** What each kind of statement locks, rewrites, scans, loses and breaks, and what it changes in what is known. */
@NullMarked
package dev.handrail.hazard.statement;

import org.jspecify.annotations.NullMarked;
