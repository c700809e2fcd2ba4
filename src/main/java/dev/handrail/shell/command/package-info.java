/** The one command model behind both fronts: each command, its options, and what it does with them. */
@NullMarked
package dev.handrail.shell.command;

import org.jspecify.annotations.NullMarked;
