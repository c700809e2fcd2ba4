/** The team's own migrators as sources of the word migrate: what they would do, read without changing anything. */
@NullMarked
package dev.handrail.migrate.tool;

import org.jspecify.annotations.NullMarked;
