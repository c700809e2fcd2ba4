/** The one loop: plan, ask, perform, check, record; resume and the way back. */
@NullMarked
package dev.handrail.run;

import org.jspecify.annotations.NullMarked;
