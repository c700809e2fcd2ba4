package dev.handrail.hazard;

import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Size;
import dev.handrail.text.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A table's name with how much there is in it, as far as that is known: {@code users (1,204,331 rows, 210 MB)}. */
final class Amount {
    private Amount() {}

    static String of(Relation table) {
        List<Size> sizes = table.tree().stream()
                .map(Relation::size)
                .filter(Objects::nonNull)
                .toList();
        List<String> facts = new ArrayList<>();
        long rows = sizes.stream().mapToLong(s -> Math.max(0, s.rows())).sum();
        long bytes = sizes.stream().mapToLong(Size::bytes).sum();
        double writes = sizes.stream().mapToDouble(s -> Math.max(0, s.writes())).sum();
        if (rows > 0) {
            facts.add("about " + String.format(Locale.ROOT, "%,d", rows) + " rows");
        }
        if (bytes > 0) {
            facts.add(Sizes.show(bytes));
        }
        if (writes >= 1) {
            facts.add(Math.round(writes) + " rows written each second on average");
        }
        return table.sql() + (facts.isEmpty() ? "" : " (" + String.join(", ", facts) + ")");
    }
}
