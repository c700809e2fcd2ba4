/** What is known of a database's tables while statements are read one after the other. Knows the text room only. */
@NullMarked
package dev.handrail.hazard.schema;

import org.jspecify.annotations.NullMarked;
