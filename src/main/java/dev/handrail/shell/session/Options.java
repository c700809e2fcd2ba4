package dev.handrail.shell.session;

import dev.handrail.settings.Bindings;
import dev.handrail.shell.out.Colour;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every command can be told.
 *
 * @param environment {@code --env}; null: the default
 * @param inputs {@code --set}, as text by name
 * @param noInput nobody is asked, even in a terminal
 * @param home {@code --home}; null: where {@code Home.find} looks
 * @param debug shows where an unexpected failure happened
 */
public record Options(
        @Nullable String environment,
        Map<String, String> inputs,
        boolean json,
        Colour colour,
        boolean noInput,
        @Nullable Path home,
        boolean debug,
        Bindings bindings) {
    public static final Options NONE =
            new Options(null, Map.of(), false, Colour.AUTO, false, null, false, Bindings.NONE);
}
