/** Runbooks under test: the base class that specifications of runbooks extend; the only room, with its engine, that knows Spock. */
@NullMarked
package dev.handrail.spec;

import org.jspecify.annotations.NullMarked;
