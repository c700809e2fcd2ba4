/** The word manual: something a person does or answers. */
@NullMarked
package dev.handrail.manual;

import org.jspecify.annotations.NullMarked;
