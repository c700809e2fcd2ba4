/** Questions and the answers expected of them: what check, require, when and until are made of. */
@NullMarked
package dev.handrail.validate;

import org.jspecify.annotations.NullMarked;
