/** From a run's events to Markdown and JSON. Pure. */
@NullMarked
package dev.handrail.report;

import org.jspecify.annotations.NullMarked;
