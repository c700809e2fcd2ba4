package dev.handrail.target.inventory;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** One after the other; each is begun when its turn comes. */
final class Chained<T> implements Iterator<T> {
    private final Iterator<Supplier<Iterator<T>>> parts;
    private Iterator<T> now = Collections.emptyIterator();

    Chained(Iterator<Supplier<Iterator<T>>> parts) {
        this.parts = parts;
    }

    @Override
    public boolean hasNext() {
        while (!now.hasNext() && parts.hasNext()) {
            now = parts.next().get();
        }
        return now.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return now.next();
    }
}
