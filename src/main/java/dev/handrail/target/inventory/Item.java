package dev.handrail.target.inventory;

import dev.handrail.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One thing in an inventory.
 *
 * @param name unique within its kind, quoted as SQL takes it
 * @param value what must be the same in a restored copy
 */
public record Item(Kind kind, String name, String value) {
    /** By kind, then as PostgreSQL orders the bytes of names. */
    static final Comparator<Item> ORDER = Comparator.comparing(Item::kind)
            .thenComparing(item -> item.name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    String line() {
        return Json.write(List.of(kind.name(), name, value));
    }

    /** @throws IllegalArgumentException where it is none */
    static Item of(String line) {
        if (Json.read(line) instanceof List<?> parts
                && parts.size() == 3
                && parts.get(0) instanceof String kind
                && parts.get(1) instanceof String name
                && parts.get(2) instanceof String value) {
            return new Item(Kind.valueOf(kind), name, value);
        }
        throw new IllegalArgumentException("no item of an inventory");
    }
}
