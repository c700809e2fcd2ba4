package dev.handrail.dsl;

/** What a runbook is loaded for. */
public enum Mode {
    /** To be read: defaults and examples stand in for required inputs that are missing. */
    CHECK,
    /** To be run: a required input that is missing is a mistake. */
    RUN
}
