package dev.handrail.target.inventory;

/** What an item is of; in the order in which an inventory is kept. */
public enum Kind {
    /** Owner and privileges of the database itself. */
    DATABASE("the database's"),
    /** By version. */
    EXTENSION("extension"),
    /** Of schemas, tables, views, sequences, functions and types; it tells also that they are there. */
    OWNER("owner of"),
    /** Those that differ from a new object's. */
    PRIVILEGES("privileges on"),
    DEFAULT_PRIVILEGES("default privileges"),
    /** By the next number that it gives out, or what bounds that. */
    SEQUENCE("sequence"),
    /** By rows, and by content where that is wanted. */
    VIEW("materialized view"),
    LARGE_OBJECTS("large objects,"),
    LARGE_OBJECT_OWNERS("large objects"),
    /** Every role that owns something or was granted something. */
    ROLE("role");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The word in a manifest: {@code default-privileges}. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
