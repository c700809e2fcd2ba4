/** What checklists do by habit and what goes wrong with it: lines for a shell, bodies of requests, programs in SQL. */
@NullMarked
package dev.handrail.hazard.habit;

import org.jspecify.annotations.NullMarked;
