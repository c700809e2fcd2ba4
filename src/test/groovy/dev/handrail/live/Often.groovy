package dev.handrail.live

/**
 * How often a spec repeats what must never go wrong: a few times on every build, many times with -Dreliability.long=true,
 * and then at most as often as -Dreliability.rounds says.
 */
class Often {
    static int times(int few, int many) {
        Boolean.getBoolean('reliability.long') ? Math.min(many, Integer.getInteger('reliability.rounds', many)) : few
    }
}
