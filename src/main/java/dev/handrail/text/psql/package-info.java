/** Files written for psql: read line by line as psql reads them, into the statements that it would send. Pure but for the files. */
@NullMarked
package dev.handrail.text.psql;

import org.jspecify.annotations.NullMarked;
