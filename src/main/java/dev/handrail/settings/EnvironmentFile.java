package dev.handrail.settings;

import dev.handrail.problem.Problem;
import dev.handrail.settings.Environment.CacheBinding;
import dev.handrail.settings.Environment.DatabaseBinding;
import dev.handrail.settings.Environment.ServiceBinding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one {@code handrail.yml}: the environments in it, every value judged. */
final class EnvironmentFile {
    private static final List<String> PARTS =
            List.of("protected", "databases", "caches", "services", "metrics", "secrets", "notify");

    private static final List<String> PLACES = List.of("environments", "journal", "defaults");

    private EnvironmentFile() {}

    /** Where the journals are copied to; empty where the file says nothing of it. */
    static Optional<Mirroring> mirroring(Yaml file) {
        return Optional.ofNullable(file.entries(PLACES).get("journal")).map(Mirroring::read);
    }

    /** What options are where none is written; empty where the file says nothing of it. */
    static Map<String, Yaml> defaults(Yaml file) {
        Yaml all = file.entries(PLACES).get("defaults");
        return all == null ? Map.of() : all.entries(Defaults.OPTIONS.keySet());
    }

    /** The environments of the file by name, in its order. */
    static Map<String, Environment> read(Yaml file) {
        Map<String, Environment> environments = new LinkedHashMap<>();
        Yaml all = file.entries(PLACES).get("environments");
        if (all != null) {
            all.entries().forEach((name, value) -> environments.put(name, environment(name, value)));
        }
        return environments;
    }

    private static Environment environment(String name, Yaml value) {
        if (name.equals(Settings.SANDBOX) || name.equals(Settings.ADHOC)) {
            throw value.wrong("the name '" + name + "' is taken: handrail binds it itself", "choose another name");
        }
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw value.wrong("this can't be the name of an environment", "use letters, digits, dots and dashes");
        }
        Map<String, Yaml> parts = value.entries(PARTS);
        return new Environment(
                name,
                parts.containsKey("protected") && parts.get("protected").flag(),
                each(parts.get("databases"), EnvironmentFile::database),
                each(parts.get("caches"), EnvironmentFile::cache),
                each(parts.get("services"), EnvironmentFile::web),
                each(parts.get("metrics"), EnvironmentFile::web),
                each(parts.get("secrets"), ConfiguredText::source),
                each(parts.get("notify"), EnvironmentFile::channel),
                false);
    }

    private static <T> Map<String, T> each(@Nullable Yaml map, Function<Yaml, T> reader) {
        Map<String, T> read = new LinkedHashMap<>();
        if (map != null) {
            map.entries().forEach((name, value) -> read.put(name, reader.apply(value)));
        }
        return read;
    }

    private static DatabaseBinding database(Yaml value) {
        Map<String, Yaml> parts = parts(value, "connect", List.of("connect", "role", "readAs", "password"));
        return new DatabaseBinding(
                ConfiguredText.connect(needed(value, parts, "connect")),
                Optional.ofNullable(parts.get("role"))
                        .map(EnvironmentFile::role)
                        .orElse(null),
                Optional.ofNullable(parts.get("readAs"))
                        .map(EnvironmentFile::role)
                        .orElse(null),
                Optional.ofNullable(parts.get("password"))
                        .map(ConfiguredText::source)
                        .orElse(null),
                origin(value));
    }

    /** An empty name would mean: as connected, without a word of it. */
    private static String role(Yaml value) {
        if (value.text().isBlank()) {
            throw value.wrong("a role has a name", "write it, or leave this out: then it is as connected");
        }
        return value.text();
    }

    private static CacheBinding cache(Yaml value) {
        Map<String, Yaml> parts = parts(value, "url", List.of("url", "password"));
        return new CacheBinding(
                ConfiguredText.url(needed(value, parts, "url"), BindingUrls::cache, "redis://127.0.0.1:6379/0"),
                Optional.ofNullable(parts.get("password"))
                        .map(ConfiguredText::source)
                        .orElse(null),
                origin(value));
    }

    private static ServiceBinding web(Yaml value) {
        return new ServiceBinding(channel(value), origin(value));
    }

    private static String channel(Yaml value) {
        Yaml url = needed(value, parts(value, "url", List.of("url")), "url");
        return ConfiguredText.url(url, BindingUrls::web, "https://host.example.com");
    }

    /** The long form's parts; a text alone stands for {@code only}. */
    private static Map<String, Yaml> parts(Yaml value, String only, List<String> allowed) {
        return value.isMap() ? value.entries(allowed) : Map.of(only, value);
    }

    private static Yaml needed(Yaml value, Map<String, Yaml> parts, String name) {
        Yaml part = parts.get(name);
        if (part == null) {
            throw missing(value, name);
        }
        return part;
    }

    private static Problem missing(Yaml value, String name) {
        return value.wrong("'" + name + "' is missing here", "add " + name + ": …");
    }

    private static String origin(Yaml value) {
        return value.position().file() + ":" + value.position().line();
    }
}
