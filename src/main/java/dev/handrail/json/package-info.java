/** JSON to plain maps, lists and back; the only room that knows Jackson. */
@NullMarked
package dev.handrail.json;

import org.jspecify.annotations.NullMarked;
