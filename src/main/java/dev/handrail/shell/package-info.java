/** Main, the one command model, the REPL and the terminal's operator. */
@NullMarked
package dev.handrail.shell;

import org.jspecify.annotations.NullMarked;
