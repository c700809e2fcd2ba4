/** What a real catalog says of the tables that statements name, and who is at work on them now. */
@NullMarked
package dev.handrail.hazard.live;

import org.jspecify.annotations.NullMarked;
