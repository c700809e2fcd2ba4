/** The shell inside: Spring Shell holds the commands, our own loop reads, completes and runs them. */
@NullMarked
package dev.handrail.shell.repl;

import org.jspecify.annotations.NullMarked;
