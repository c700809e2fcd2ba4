package dev.handrail.target.inventory;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Two inventories walked side by side: what is in one alone stands beside nothing. */
final class Pairs implements Iterator<Pairs.Pair> {
    private final Iterator<Item> left;
    private final Iterator<Item> right;
    private @Nullable Item aside;
    private @Nullable Item beside;

    Pairs(Iterator<Item> left, Iterator<Item> right) {
        this.left = left;
        this.right = right;
    }

    /** At least one of them is there. */
    record Pair(@Nullable Item left, @Nullable Item right) {}

    @Override
    public boolean hasNext() {
        aside = aside == null && left.hasNext() ? left.next() : aside;
        beside = beside == null && right.hasNext() ? right.next() : beside;
        return aside != null || beside != null;
    }

    @Override
    public Pair next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int order = aside == null ? 1 : beside == null ? -1 : Item.ORDER.compare(aside, beside);
        Pair pair = new Pair(order <= 0 ? aside : null, order >= 0 ? beside : null);
        aside = order <= 0 ? null : aside;
        beside = order >= 0 ? null : beside;
        return pair;
    }
}
