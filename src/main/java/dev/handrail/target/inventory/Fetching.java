package dev.handrail.target.inventory;

import dev.handrail.target.postgres.Maintenance;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of a query a few at a time; the server keeps the others. */
final class Fetching implements Iterator<Map<String, @Nullable Object>> {
    private static final int AT_ONCE = 500;

    private final Maintenance session;
    private final String cursor;
    private final Deque<Map<String, @Nullable Object>> ready = new ArrayDeque<>();
    private boolean ended;

    /** @param cursor a name that no other one has in the session just now */
    Fetching(Maintenance session, String cursor, String query) {
        this.session = session;
        this.cursor = "handrail_" + cursor;
        session.execute("declare " + this.cursor + " no scroll cursor with hold for " + query);
    }

    @Override
    public boolean hasNext() {
        if (ready.isEmpty() && !ended) {
            ready.addAll(session.rows("fetch " + AT_ONCE + " from " + cursor));
            if (ready.size() < AT_ONCE) {
                ended = true;
                session.execute("close " + cursor);
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Map<String, @Nullable Object> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.removeFirst();
    }
}
