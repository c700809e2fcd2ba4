package dev.handrail.runbook;

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

    @Override
    public String toString() {
        return kind == TargetKind.HOST ? "this machine" : kind.word() + " " + name;
    }
}
