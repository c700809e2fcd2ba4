/** What is answered at once, before any framework: help and version. Uses the JDK only. */
@NullMarked
package dev.handrail.shell.help;

import org.jspecify.annotations.NullMarked;
