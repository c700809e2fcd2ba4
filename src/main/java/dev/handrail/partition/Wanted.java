package dev.handrail.partition;

import dev.handrail.text.Quoting;

/**
 * A partition that is to be created.
 *
 * @param shown which it is, for people: {@code 2026-12}
 */
record Wanted(String shown, String schema, String name, Share share) {
    String qualified() {
        return Quoting.qualified(schema, name);
    }
}
