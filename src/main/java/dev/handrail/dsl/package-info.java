/** From a script to a runbook: the closed language, its messages and the cache of compiled runbooks; the only room that knows Groovy. */
@NullMarked
package dev.handrail.dsl;

import org.jspecify.annotations.NullMarked;
