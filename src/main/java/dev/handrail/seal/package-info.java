/** Files encrypted to age recipients and opened again: the only room that knows the library for it. */
@NullMarked
package dev.handrail.seal;

import org.jspecify.annotations.NullMarked;
