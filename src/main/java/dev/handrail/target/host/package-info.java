/** This machine: programs started by their arguments, folders, free space. Touches no database and no network. */
@NullMarked
package dev.handrail.target.host;

import org.jspecify.annotations.NullMarked;
