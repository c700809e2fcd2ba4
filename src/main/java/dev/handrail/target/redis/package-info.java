/** Redis: what is there, keys unlinked, keys written from a query, a lock; the only room that knows Lettuce. */
@NullMarked
package dev.handrail.target.redis;

import org.jspecify.annotations.NullMarked;
