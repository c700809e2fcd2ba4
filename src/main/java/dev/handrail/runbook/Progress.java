package dev.handrail.runbook;

/**
 * How far a piece of work is.
 *
 * @param total 0 where it is not known
 * @param unit {@code rows}, {@code keys}, {@code bytes}, {@code tables}
 * @param what stays the same while one piece of work goes on: a rate is told over it
 * @param note more about how far it is, e.g. {@code 43 of 310 tables}; empty: nothing
 */
public record Progress(long done, long total, String unit, String what, String note) {
    public Progress(long done, long total, String unit, String what) {
        this(done, total, unit, what, "");
    }

    /** Whether it is a later moment of the same piece of work. */
    public boolean follows(Progress earlier) {
        return unit.equals(earlier.unit) && what.equals(earlier.what) && done >= earlier.done;
    }
}
