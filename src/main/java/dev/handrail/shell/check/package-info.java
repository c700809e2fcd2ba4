/** What check found, in the forms that people, programs and code hosts read. */
@NullMarked
package dev.handrail.shell.check;

import org.jspecify.annotations.NullMarked;
