package dev.handrail.migrate.tool;

import dev.handrail.text.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A team's project, in the author's words.
 *
 * @param program how the tool is started; empty: as usual
 * @param through what it is started through, e.g. {@code docker compose exec -T app}; empty: nothing
 * @param directory relative to the runbook's folder; empty: that folder
 * @param history schema and table of its history; null: found by its columns
 * @param unchecked the tool's own check is left out
 * @param upTo the last migration to apply, as the tool names it; null: all
 * @param downTo the one that stays, everything after it is taken back; null: apply
 */
public record Project(
        String database,
        List<Text> program,
        List<Text> through,
        Map<String, Text> environment,
        String directory,
        @Nullable String history,
        boolean unchecked,
        @Nullable String upTo,
        @Nullable String downTo) {
    public Project {
        program = List.copyOf(program);
        through = List.copyOf(through);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
}
