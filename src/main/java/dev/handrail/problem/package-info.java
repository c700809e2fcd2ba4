/** Expected failures and how a command ends: what, where, why, what to do. Uses the JDK only. */
@NullMarked
package dev.handrail.problem;

import org.jspecify.annotations.NullMarked;
