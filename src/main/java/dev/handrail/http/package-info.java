/** The word http: one request to a declared service. */
@NullMarked
package dev.handrail.http;

import org.jspecify.annotations.NullMarked;
