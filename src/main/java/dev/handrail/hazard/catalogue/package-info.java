/** Every hazard's stable code with what it means; docs/hazards.md tells the same. */
@NullMarked
package dev.handrail.hazard.catalogue;

import org.jspecify.annotations.NullMarked;
