package dev.handrail.target.inventory;

/** What of a database is taken down: everything, or what a dump of some of it holds. */
public interface Choice {
    Choice ALL = (catalog, oid) -> true;

    /** @param catalog the number of the catalog that lists it, e.g. 1259 for {@code pg_class} */
    boolean has(long catalog, long oid);

    /** Whether the value of a sequence is in the dump. */
    default boolean hasValue(long sequence) {
        return true;
    }

    default boolean hasViews() {
        return true;
    }

    default boolean hasLargeObjects() {
        return true;
    }
}
