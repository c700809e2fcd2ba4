/** What an author writes as text: values filled in late, SQL as statements, durations, sizes, secrets. Pure. */
@NullMarked
package dev.handrail.text;

import org.jspecify.annotations.NullMarked;
