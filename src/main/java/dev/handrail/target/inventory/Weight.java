package dev.handrail.target.inventory;

/** What a difference between a database and its restored copy means. */
public enum Weight {
    /** The copy was not meant to have it. */
    IGNORED,
    /** Worth a line: no data is lost by it, or the server can't have it. */
    REMARK,
    /** The copy lacks something that the database had. */
    LOSS
}
