/** The word command: one program, no shell. */
@NullMarked
package dev.handrail.command;

import org.jspecify.annotations.NullMarked;
