package dev.handrail.partition;

import java.util.List;

/** A partition that holds a stretch of time. */
record Existing(Child child, Bounds bounds) {
    String name() {
        return child.name();
    }

    String bound() {
        return child.bound();
    }

    boolean detaching() {
        return child.detaching();
    }

    List<String> referencedBy() {
        return child.referencedBy();
    }

    String qualified() {
        return child.qualified();
    }
}
