package dev.handrail.sandbox;

/** A server that runs. */
record Running(long pid, int port) {}
