/** A runbook as a document: from its declaration alone, contacting nothing. */
@NullMarked
package dev.handrail.shell.show;

import org.jspecify.annotations.NullMarked;
