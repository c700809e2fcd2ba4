/** Lines that were written for a shell, read without one: programs, arguments, pipes and redirections. Runs nothing. */
@NullMarked
package dev.handrail.text.shell;

import org.jspecify.annotations.NullMarked;
