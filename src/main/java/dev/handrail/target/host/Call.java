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
 * @param note where its exit status is written down; null: nowhere
 */
public record Call(
        SearchPath path,
        List<String> argv,
        Map<String, String> environment,
        Path directory,
        @Nullable String input,
        @Nullable ExitNote note) {
    public Call {
        argv = List.copyOf(argv);
        environment = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /** Its exit status is written down nowhere. */
    public Call(
            SearchPath path,
            List<String> argv,
            Map<String, String> environment,
            Path directory,
            @Nullable String input) {
        this(path, argv, environment, directory, input, null);
    }

    /** With handrail's own PATH and directory, nothing added, no input. */
    public static Call of(String... argv) {
        return new Call(
                SearchPath.ofEnvironment(), List.of(argv), Map.of(), Path.of("").toAbsolutePath(), null);
    }

    public Call with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(more);
        return new Call(path, argv, all, directory, input, note);
    }

    /** With what neither this call nor handrail's own environment says otherwise. */
    Call unless(Map<String, String> fallback) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        fallback.forEach((name, value) -> {
            if (!System.getenv().containsKey(name)) {
                all.putIfAbsent(name, value);
            }
        });
        return new Call(path, argv, all, directory, input, note);
    }

    public Call given(String text) {
        return new Call(path, argv, environment, directory, text, note);
    }

    Call noted(ExitNote where) {
        return new Call(path, argv, environment, directory, input, where);
    }
}
