package dev.handrail.cache;

import dev.handrail.runbook.Warm.Shape;
import dev.handrail.text.Template;
import java.util.ArrayList;
import java.util.List;

/** The commands that a warm step sends, for a key that its template could make. */
record Commands(Shape shape, String key, boolean expires, boolean replace) {
    private static final String ASIDE = "handrail:warm:";

    List<List<String>> all() {
        String name = Template.of(key).fill(column -> "1").orElse(key);
        List<List<String>> all = new ArrayList<>();
        write(all, name);
        if (replace) {
            write(all, ASIDE + name);
            all.add(List.of("PERSIST", ASIDE + name));
            all.add(List.of("RENAME", ASIDE + name, name));
            all.add(List.of("UNLINK", name));
        }
        return all;
    }

    private void write(List<List<String>> all, String name) {
        all.add(
                switch (shape) {
                    case STRING, JSON -> List.of("SET", name, "x");
                    case HASH -> List.of("HSET", name, "x", "x");
                    case SET -> List.of("SADD", name, "x");
                    case SORTED_SET -> List.of("ZADD", name, "1", "x");
                });
        if (expires && shape != Shape.STRING && shape != Shape.JSON) {
            all.add(List.of("PEXPIRE", name, "1000"));
        }
    }
}
