package dev.handrail.shell.session;

import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Line.Look;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that handrail needs.
 *
 * @param found what is there of it
 * @param remedy what to do where it is missing; null where it is not
 */
record Need(String name, String found, @Nullable String remedy) {
    void tell(Console console) {
        if (console.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("needs", name);
            fields.put("found", found);
            fields.put("ok", remedy == null);
            if (remedy != null) {
                fields.put("do", remedy);
            }
            console.record(fields);
            return;
        }
        console.data(new Line()
                .add(remedy == null ? "ok      " : "MISSING ", remedy == null ? Look.GOOD : Look.BAD)
                .column(name, 22, Look.BOLD)
                .add(found));
        if (remedy != null) {
            console.data("        do: " + remedy.replace("\n", "\n            "));
        }
    }
}
