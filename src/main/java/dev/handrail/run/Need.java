package dev.handrail.run;

/** An answer that a headless run needs and has not been given: the option to add. */
public record Need(String step, String option) {}
