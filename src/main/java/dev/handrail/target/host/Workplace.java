package dev.handrail.target.host;

import dev.handrail.text.Text;
import dev.handrail.text.Values;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a runbook's programs run.
 *
 * @param folder the runbook's own; directories are relative to it
 * @param environment what every program gets beside handrail's own environment
 */
public record Workplace(Path folder, SearchPath path, Map<String, String> environment) {
    public Workplace {
        environment = Map.copyOf(environment);
    }

    /** A program as a runbook names it, its values filled in. */
    Call call(List<Text> argv, Map<String, Text> more, String directory, @Nullable Text input, Values values) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        more.forEach((name, value) -> all.put(name, value.resolve(values)));
        return new Call(
                path,
                argv.stream().map(a -> a.resolve(values)).toList(),
                all,
                folder.resolve(directory),
                input == null ? null : input.resolve(values));
    }
}
