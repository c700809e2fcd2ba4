package dev.handrail.target.host;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program and everything it is given.
 *
 * @param environment what is set beside or instead of what handrail's own environment says
 * @param input written to its standard input; null: the input is empty
 */
public record Call(
        SearchPath path,
        List<String> argv,
        Map<String, String> environment,
        Path directory,
        @Nullable String input) {
    public Call {
        argv = List.copyOf(argv);
        environment = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /** With handrail's own PATH and directory, nothing added, no input. */
    public static Call of(String... argv) {
        return new Call(
                SearchPath.ofEnvironment(), List.of(argv), Map.of(), Path.of("").toAbsolutePath(), null);
    }

    public Call with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(more);
        return new Call(path, argv, all, directory, input);
    }

    public Call given(String text) {
        return new Call(path, argv, environment, directory, text);
    }
}
