/** handrail.yml: environments and what their names are bound to; the only room that knows YAML. */
@NullMarked
package dev.handrail.settings;

import org.jspecify.annotations.NullMarked;
