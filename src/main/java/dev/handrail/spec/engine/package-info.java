/** What {@code handrail test} does: finds specifications beside runbooks, compiles and runs them, and tells how it went. */
@NullMarked
package dev.handrail.spec.engine;

import org.jspecify.annotations.NullMarked;
