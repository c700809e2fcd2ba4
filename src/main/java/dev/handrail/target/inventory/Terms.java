package dev.handrail.target.inventory;

import org.jspecify.annotations.Nullable;

/**
 * How differences are weighed.
 *
 * @param access other owners and privileges
 * @param database other ones of the database itself
 * @param whole everything was taken down; else what the copy has beside it is its own
 */
public record Terms(Weight access, Weight database, boolean whole) {
    /** At least one of them is there. */
    Weight weigh(@Nullable Item expected, @Nullable Item found) {
        Item one = expected == null ? found : expected;
        if (one == null || expected == null && !whole || one.equals(expected) && one.equals(found)) {
            return Weight.IGNORED;
        }
        return switch (one.kind()) {
            case DATABASE -> database;
            case EXTENSION -> expected == null ? Weight.IGNORED : found == null ? Weight.LOSS : Weight.REMARK;
            case OWNER -> expected == null ? Weight.IGNORED : found == null ? Weight.LOSS : access;
            case PRIVILEGES, DEFAULT_PRIVILEGES, LARGE_OBJECT_OWNERS -> access;
            case SEQUENCE -> sequence(expected, found);
            case VIEW -> view(expected, found);
            case LARGE_OBJECTS -> expected == null ? Weight.IGNORED : found == null ? Weight.REMARK : Weight.LOSS;
            case ROLE -> Weight.IGNORED;
        };
    }

    /** A number that is given out twice costs rows; one that is passed over costs nothing. */
    private static Weight sequence(@Nullable Item expected, @Nullable Item found) {
        if (expected == null || found == null) {
            return Weight.IGNORED; // that it is not there its owner's line tells
        }
        Between bounds = Between.of(expected);
        return bounds.behind(found) ? Weight.LOSS : bounds.ahead(found) ? Weight.REMARK : Weight.IGNORED;
    }

    /** Filled anew by a restore: what it held before may have been older than the tables that it reads. */
    private static Weight view(@Nullable Item expected, @Nullable Item found) {
        if (expected == null || found == null || expected.value().equals(Taking.UNREAD)) {
            return Weight.IGNORED;
        }
        return found.value().equals(Taking.UNFILLED) ? Weight.LOSS : Weight.REMARK;
    }
}
