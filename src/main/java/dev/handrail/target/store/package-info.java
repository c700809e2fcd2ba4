/** Files in S3, reached by the conventions of its own programs: the only room that knows the library for it. */
@NullMarked
package dev.handrail.target.store;

import org.jspecify.annotations.NullMarked;
