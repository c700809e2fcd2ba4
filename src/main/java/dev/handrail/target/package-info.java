/** The targets behind the ports: databases, caches, services, the host; the only room that knows drivers. */
@NullMarked
package dev.handrail.target;

import org.jspecify.annotations.NullMarked;
