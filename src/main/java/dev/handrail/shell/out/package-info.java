/** Where the program prints: one gateway that escapes and masks, lines, tables, problems and the screen of a run. */
@NullMarked
package dev.handrail.shell.out;

import org.jspecify.annotations.NullMarked;
