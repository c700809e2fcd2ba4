/** The word sql: the author's statements in one transaction, or one outside of any. */
@NullMarked
package dev.handrail.sql;

import org.jspecify.annotations.NullMarked;
