/** What a person types behind sql and redis: looks at targets, and changes them only where that was allowed at the start. */
@NullMarked
package dev.handrail.shell.query;

import org.jspecify.annotations.NullMarked;
