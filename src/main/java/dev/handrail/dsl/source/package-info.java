/** The script as bytes and text: read whole, checked for being text at all. */
@NullMarked
package dev.handrail.dsl.source;

import org.jspecify.annotations.NullMarked;
