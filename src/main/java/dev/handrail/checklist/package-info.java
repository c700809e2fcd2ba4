/** From a checklist in Markdown to the draft of a runbook; the only room that knows Markdown. Runs nothing, guesses nothing silently. */
@NullMarked
package dev.handrail.checklist;

import org.jspecify.annotations.NullMarked;
