/** Runbooks to begin with: each loads, runs in the sandbox, and says in comments what each line is for. */
@NullMarked
package dev.handrail.shell.template;

import org.jspecify.annotations.NullMarked;
