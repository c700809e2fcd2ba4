/** The words waitFor and monitor: looking, for a time or until something holds. */
@NullMarked
package dev.handrail.waiting;

import org.jspecify.annotations.NullMarked;
