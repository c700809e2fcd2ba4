package dev.handrail.target.redis;

/** Which of the keys that match are kept all the same. */
interface Stays {
    Stays NONE = (key, length) -> false;

    /** @param key its first {@code length} bytes, until this returns */
    boolean test(byte[] key, int length);
}
