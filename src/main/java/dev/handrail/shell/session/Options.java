package dev.handrail.shell.session;

import dev.handrail.settings.Bindings;
import dev.handrail.settings.Defaults;
import dev.handrail.shell.out.Bell;
import dev.handrail.shell.out.Colour;
import dev.handrail.shell.out.Telling;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
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
 * @param telling how much is told
 * @param writes sql and redis in the shell may change something
 */
public record Options(
        @Nullable String environment,
        Map<String, String> inputs,
        boolean json,
        Colour colour,
        boolean noInput,
        @Nullable Path home,
        boolean debug,
        boolean writes,
        Telling telling,
        Bindings bindings) {
    public static final Options NONE =
            new Options(null, Map.of(), false, Colour.AUTO, false, null, false, false, Telling.USUAL, Bindings.NONE);

    /** True where an environment is named, or bindings stand for one. */
    public boolean named() {
        return environment != null || !bindings.none();
    }

    /** What variables and files say where a line says nothing. */
    public static Options of(Defaults defaults) {
        Telling telling = new Telling(
                defaults.flagged("accessible"),
                defaults.flagged("quiet"),
                defaults.flagged("verbose"),
                defaults.value("bell").map(Bell::parse).orElse(null));
        Colour colour = Colour.valueOf(defaults.value("color").orElse("auto").toUpperCase(Locale.ROOT));
        return new Options(
                defaults.value("env").orElse(null),
                Map.of(),
                false,
                colour,
                defaults.flagged("no-input"),
                null,
                false,
                false,
                telling,
                Bindings.NONE);
    }

    /** What one line of the REPL says, and where it says nothing what the REPL was started with. */
    public Options over(Options base) {
        Map<String, String> all = new LinkedHashMap<>(base.inputs);
        all.putAll(inputs);
        return new Options(
                environment == null ? base.environment : environment,
                all,
                json || base.json,
                colour == Colour.AUTO ? base.colour : colour,
                noInput || base.noInput,
                home == null ? base.home : home,
                debug || base.debug,
                writes || base.writes,
                telling.over(base.telling),
                bindings.none() ? base.bindings : bindings);
    }

    public Options at(Path otherHome) {
        return new Options(environment, inputs, json, colour, noInput, otherHome, debug, writes, telling, bindings);
    }

    public Options in(String otherEnvironment) {
        return new Options(otherEnvironment, inputs, json, colour, noInput, home, debug, writes, telling, bindings);
    }
}
