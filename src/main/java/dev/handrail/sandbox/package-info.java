/** The embedded PostgreSQL and Redis, and stand-ins for services. */
@NullMarked
package dev.handrail.sandbox;

import org.jspecify.annotations.NullMarked;
