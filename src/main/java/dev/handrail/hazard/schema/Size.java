package dev.handrail.hazard.schema;

/**
 * How much there is in a table.
 *
 * @param bytes with its indexes
 * @param rows as the server estimates them; below 0: not known
 * @param empty not a single page is there
 * @param writes rows changed each second, on average since the server began to count; below 0: not known
 */
public record Size(long bytes, long rows, boolean empty, double writes) {
    /** Read or written anew in a moment. */
    private static final long SMALL = 1 << 20;

    public boolean small() {
        return bytes < SMALL;
    }
}
