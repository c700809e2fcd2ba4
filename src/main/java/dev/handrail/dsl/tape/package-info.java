/** What a script declares, word by word with positions: pure data between the language and its meaning. */
@NullMarked
package dev.handrail.dsl.tape;

import org.jspecify.annotations.NullMarked;
