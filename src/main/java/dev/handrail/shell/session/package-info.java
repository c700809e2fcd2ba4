/** What commands work with: runbooks by name, environments bound, runs opened, ended and reported. */
@NullMarked
package dev.handrail.shell.session;

import org.jspecify.annotations.NullMarked;
