/** The person at a terminal: keys, questions, answers. Whatever was not typed as an answer to a question is none. */
@NullMarked
package dev.handrail.shell.person;

import org.jspecify.annotations.NullMarked;
