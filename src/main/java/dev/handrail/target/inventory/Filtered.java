package dev.handrail.target.inventory;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is made of each element in turn; elements of which nothing is made are passed over. */
final class Filtered<A, B> implements Iterator<B> {
    private final Iterator<A> source;
    private final Function<A, @Nullable B> making;
    private @Nullable B ready;

    Filtered(Iterator<A> source, Function<A, @Nullable B> making) {
        this.source = source;
        this.making = making;
    }

    @Override
    public boolean hasNext() {
        while (ready == null && source.hasNext()) {
            ready = making.apply(source.next());
        }
        return ready != null;
    }

    @Override
    public B next() {
        if (!hasNext() || ready == null) {
            throw new NoSuchElementException();
        }
        B made = ready;
        ready = null;
        return made;
    }
}
