package dev.handrail.live

/** How often a spec repeats what must never go wrong: a few times on every build, many times with -Dreliability.long=true. */
class Often {
    static int times(int few, int many) {
        Boolean.getBoolean('reliability.long') ? many : few
    }
}
