package dev.handrail.target.inventory;

import dev.handrail.target.postgres.Maintenance;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes down what a database holds, in one order, a few items at a time.
 *
 * @param session its settings decide how names are written: both sides set the same before
 * @param counting what a materialized view holds, from its quoted name
 * @param content large objects by their bytes too, where the role may read those
 */
public record Taking(Maintenance session, Choice choice, Function<String, String> counting, boolean content) {
    /** A materialized view that holds nothing because nobody has filled it. */
    static final String UNFILLED = "not filled";

    /** One whose rows the role may not read. */
    static final String UNREAD = "not read";

    /** What is there now. */
    public Iterator<Item> now() {
        return with(() -> new Sequences(session, choice));
    }

    /** @param before what {@link Sequences} were before a dump; {@code after} reads what they are since */
    public Iterator<Item> bounded(Iterator<Item> before, Iterator<Item> after) {
        return with(() -> Between.of(before, after, choice == Choice.ALL));
    }

    /** Of the database itself alone. */
    public Iterator<Item> database() {
        return listed(Kind.DATABASE, Catalog.DATABASE);
    }

    private Iterator<Item> with(Supplier<Iterator<Item>> sequences) {
        List<Supplier<Iterator<Item>>> parts = new ArrayList<>(List.of(
                this::database,
                () -> listed(Kind.EXTENSION, Catalog.EXTENSIONS),
                () -> listed(Kind.OWNER, Catalog.OWNERS),
                () -> listed(Kind.PRIVILEGES, Catalog.PRIVILEGES),
                () -> listed(Kind.DEFAULT_PRIVILEGES, Catalog.DEFAULT_PRIVILEGES),
                sequences));
        if (choice.hasViews()) {
            parts.add(() -> new Filtered<>(new Fetching(session, "views", Catalog.VIEWS), this::view));
        }
        if (choice.hasLargeObjects()) {
            parts.add(this::largeObjects);
            parts.add(() -> listed(Kind.LARGE_OBJECT_OWNERS, Catalog.LARGE_OBJECT_OWNERS));
        }
        parts.add(() -> listed(Kind.ROLE, Catalog.ROLES));
        return new Chained<>(parts.iterator());
    }

    private Iterator<Item> listed(Kind kind, String query) {
        return new Filtered<>(
                new Fetching(session, kind.name().toLowerCase(java.util.Locale.ROOT), query),
                row -> chosen(row) ? item(kind, row) : null);
    }

    private boolean chosen(Map<String, @Nullable Object> row) {
        long catalog = ((Number) row.get("catalog")).longValue();
        return catalog == 0 || choice.has(catalog, ((Number) row.get("oid")).longValue());
    }

    private static Item item(Kind kind, Map<String, @Nullable Object> row) {
        return new Item(kind, String.valueOf(row.get("name")), String.valueOf(row.get("value")));
    }

    private @Nullable Item view(Map<String, @Nullable Object> row) {
        if (!chosen(row)) {
            return null;
        }
        String name = String.valueOf(row.get("name"));
        boolean filled = Boolean.TRUE.equals(row.get("filled"));
        boolean readable = Boolean.TRUE.equals(row.get("readable"));
        return new Item(Kind.VIEW, name, !filled ? UNFILLED : readable ? counting.apply(name) : UNREAD);
    }

    private Iterator<Item> largeObjects() {
        List<Item> items = new ArrayList<>();
        if (content
                && session.value(Catalog.CONTENT_READABLE)
                        .filter(Boolean.TRUE::equals)
                        .isPresent()) {
            items.add(item(Kind.LARGE_OBJECTS, session.rows(Catalog.CONTENT).get(0)));
        }
        items.add(item(Kind.LARGE_OBJECTS, session.rows(Catalog.LARGE_OBJECTS).get(0)));
        return items.iterator();
    }
}
