/** What a database holds beside its tables' rows: taken down, kept in a file, compared with a restored copy. */
@NullMarked
package dev.handrail.target.inventory;

import org.jspecify.annotations.NullMarked;
