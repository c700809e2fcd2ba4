package dev.handrail.dsl.words;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a method that authors may call. What does not carry it is not in the language. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Word {
    /** What it does, in a line of help. */
    String value();

    /** How it is written, for messages and help. */
    String example();

    /** True where its block takes parameters of the author's. */
    boolean parameters() default false;

    /** Blocks of this class in which it is not allowed, by the word that opens them. */
    String[] notIn() default {};
}
