package dev.handrail.dsl.source;

/**
 * A file that a runbook includes.
 *
 * @param path relative to the runbook's folder
 */
public record Library(String path, Source source) {}
