package dev.handrail.runbook;

import org.jspecify.annotations.Nullable;

/** A target by the name that the runbook gives it; the environment says where it is. */
public record TargetRef(TargetKind kind, String name) {
    public static final TargetRef HOST = new TargetRef(TargetKind.HOST, "host");

    public static TargetRef database(String name) {
        return new TargetRef(TargetKind.DATABASE, name);
    }

    public static TargetRef cache(String name) {
        return new TargetRef(TargetKind.CACHE, name);
    }

    public static TargetRef service(String name) {
        return new TargetRef(TargetKind.SERVICE, name);
    }

    public static TargetRef metrics(String name) {
        return new TargetRef(TargetKind.METRICS, name);
    }

    /** Written out, like {@link #hashCode}: a record's own are put together at run time, which each start would pay. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TargetRef target && kind == target.kind && name.equals(target.name);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return kind == TargetKind.HOST ? "this machine" : kind.word() + " " + name;
    }
}
