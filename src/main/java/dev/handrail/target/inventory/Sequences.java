package dev.handrail.target.inventory;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.target.postgres.Maintenance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The sequences of a database by the number that each gives out next, as it is at the moment: they stand outside of
 * snapshots. Those that may not be read are left out; a session outside of transactions holds a lock on none of them.
 */
public final class Sequences implements Iterator<Item> {
    private static final int AT_ONCE = 200;

    private final Maintenance session;
    private final Choice choice;
    private final Fetching listed;
    private final Deque<Item> ready = new ArrayDeque<>();

    public Sequences(Maintenance session, Choice choice) {
        this.session = session;
        this.choice = choice;
        this.listed = new Fetching(session, "sequences", Catalog.SEQUENCES);
    }

    /** One that is listed. */
    private record Listed(String name, long step) {
        String query(int number) {
            return "select " + number + " as number, (last_value::pg_catalog.numeric + case when is_called then " + step
                    + " else 0 end)::pg_catalog.text as next from " + name;
        }

        Item item(Object next) {
            return new Item(Kind.SEQUENCE, name, next + " " + step);
        }
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && listed.hasNext()) {
            List<Listed> some = new ArrayList<>();
            while (some.size() < AT_ONCE && listed.hasNext()) {
                Map<String, @Nullable Object> row = listed.next();
                if (choice.hasValue(((Number) row.get("oid")).longValue())) {
                    some.add(new Listed(String.valueOf(row.get("name")), ((Number) row.get("step")).longValue()));
                }
            }
            ready.addAll(read(some));
        }
        return !ready.isEmpty();
    }

    private List<Item> read(List<Listed> some) {
        if (some.isEmpty()) {
            return List.of();
        }
        List<String> queries = new ArrayList<>();
        some.forEach(one -> queries.add(one.query(queries.size())));
        try {
            return session.rows(String.join(" union all ", queries) + " order by 1").stream()
                    .map(row ->
                            some.get(((Number) row.get("number")).intValue()).item(row.get("next")))
                    .toList();
        } catch (Problem e) {
            if (e.exitCode() == ExitCode.UNREACHABLE) {
                throw e;
            }
            return some.size() == 1
                    ? List.of() // dropped since it was listed
                    : some.stream().flatMap(one -> read(List.of(one)).stream()).toList();
        }
    }

    @Override
    public Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.removeFirst();
    }
}
