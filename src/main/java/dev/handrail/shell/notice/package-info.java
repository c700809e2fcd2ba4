/** Notices to a team's channels while a run is at work: they can neither fail nor slow it. */
@NullMarked
package dev.handrail.shell.notice;

import org.jspecify.annotations.NullMarked;
