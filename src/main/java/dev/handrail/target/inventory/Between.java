package dev.handrail.target.inventory;

import java.math.BigDecimal;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What the next number of a sequence may be in a restored copy. pg_dump reads it at a moment of its own: after the
 * snapshot was taken, so never before a number that a row of the snapshot has, and before pg_dump ended.
 *
 * @param least what it was between snapshot and dump; null: numbers went back meanwhile, so that nothing is known
 * @param most what it was once the dump was written; null: it could not be read then
 */
record Between(@Nullable BigDecimal least, @Nullable BigDecimal most, BigDecimal step) {
    private static final String UNKNOWN = "?";

    /**
     * Each sequence that was there before the dump, with both bounds.
     *
     * @param gone those too that are not there any more
     */
    static Iterator<Item> of(Iterator<Item> before, Iterator<Item> after, boolean gone) {
        return new Filtered<>(new Pairs(before, after), pair -> {
            Item left = pair.left();
            return left == null || pair.right() == null && !gone ? null : bounded(left, pair.right());
        });
    }

    private static Item bounded(Item before, @Nullable Item after) {
        BigDecimal from = next(before);
        BigDecimal step = new BigDecimal(before.value().split(" ")[1]);
        BigDecimal to = after == null ? null : next(after);
        boolean wentBack = to != null && to.subtract(from).signum() * step.signum() < 0;
        String value = (wentBack ? UNKNOWN : from.toPlainString()) + " "
                + (to == null || wentBack ? UNKNOWN : to.toPlainString()) + " " + step;
        return new Item(Kind.SEQUENCE, before.name(), value);
    }

    private static BigDecimal next(Item item) {
        return new BigDecimal(item.value().split(" ")[0]);
    }

    static Between of(Item expected) {
        String[] parts = expected.value().split(" ");
        return new Between(known(parts[0]), known(parts[1]), new BigDecimal(parts[2]));
    }

    private static @Nullable BigDecimal known(String part) {
        return part.equals(UNKNOWN) ? null : new BigDecimal(part);
    }

    /** Numbers that rows have already would be given out a second time. */
    boolean behind(Item found) {
        return least != null && next(found).subtract(least).signum() * step.signum() < 0;
    }

    boolean ahead(Item found) {
        return most != null && next(found).subtract(most).signum() * step.signum() > 0;
    }

    String show() {
        if (least == null) {
            return "not known";
        }
        return least.equals(most)
                ? least.toPlainString()
                : least.toPlainString() + " to " + (most == null ? "any" : most.toPlainString());
    }

    static String shown(Item found) {
        return next(found).toPlainString();
    }
}
