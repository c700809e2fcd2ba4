/** The nouns: a runbook, its steps, what they plan, and the ports through which a target is seen. Pure. */
@NullMarked
package dev.handrail.runbook;

import org.jspecify.annotations.NullMarked;
