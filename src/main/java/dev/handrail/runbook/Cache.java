package dev.handrail.runbook;

import java.util.List;

/** A Redis, seen. */
public interface Cache {
    Identity identity();

    /** Keys that match a glob, counted by SCAN; bounded by {@code atMost}. */
    long count(String pattern, long atMost);

    /** Keys that match, counted up to {@code exactTo} and estimated beyond, from the share of all that was looked at. */
    Counted counted(String pattern, long exactTo);

    /** @param exact false: estimated */
    record Counted(long keys, boolean exact) {}

    /** Some keys that match, for a person to look at. */
    List<String> sample(String pattern, int atMost);

    /**
     * Looks whether its user may do the work, without doing any of it.
     *
     * @param commands each with its arguments, as they would be sent
     * @param keys the glob of the keys that are meant, for what to grant
     * @throws dev.handrail.problem.Problem exit 7 with the right that is missing and what grants it
     */
    void mayDo(List<List<String>> commands, String keys);

    /** One reading command, e.g. {@code ping}, {@code get k}, {@code ttl k}, {@code dbsize}; others are refused. */
    Reading ask(String command, List<String> arguments);

    /**
     * @param role {@code master} or {@code slave}
     * @param maxMemory bytes; 0: not limited
     */
    record Identity(
            String host,
            int port,
            int number,
            String version,
            String role,
            long keys,
            long usedMemory,
            long maxMemory) {}
}
