/** The language as authors meet it: one class for each block, one method for each word. Words only declare. */
@NullMarked
package dev.handrail.dsl.words;

import org.jspecify.annotations.NullMarked;
