/** From what was said to what is meant: words become actions, questions and answers; names, files and figures are resolved. */
@NullMarked
package dev.handrail.dsl.meaning;

import org.jspecify.annotations.NullMarked;
