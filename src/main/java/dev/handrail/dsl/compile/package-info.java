/** The compiler of the closed language: what may be written, whether it fits, and our words for what does not. */
@NullMarked
package dev.handrail.dsl.compile;

import org.jspecify.annotations.NullMarked;
