package dev.handrail.shell.session;

import dev.handrail.settings.Defaults;
import dev.handrail.settings.Environment;
import dev.handrail.settings.Environment.DatabaseBinding;
import dev.handrail.settings.SecretSource;
import dev.handrail.shell.out.Bell;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Table;
import dev.handrail.shell.out.Telling;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every value that is in force, and where it was set. What may be a secret is shown only by where it is found. */
public record Origins(Session session, Environment environment) {
    private static final String BUILT_IN = "built in";
    private static final String OFF = "off";

    /** What is not {@code false} where nothing says otherwise. */
    private static final Map<String, String> USUAL = Map.of("env", "sandbox", "color", "auto", "bell", OFF);

    /** One value. */
    private record Set(String name, String value, String origin) {}

    public void tell() {
        List<Set> all = new ArrayList<>();
        options(all);
        databases(all);
        new TreeMap<>(environment.caches())
                .forEach((name, b) -> all.add(new Set("cache " + name, b.url(), b.origin())));
        new TreeMap<>(environment.services())
                .forEach((name, b) -> all.add(new Set("service " + name, b.url(), b.origin())));
        new TreeMap<>(environment.metrics())
                .forEach((name, b) -> all.add(new Set("metrics " + name, b.url(), b.origin())));
        new TreeMap<>(environment.secrets())
                .forEach((name, source) -> all.add(new Set("secret " + name, source, "handrail.yml")));
        show(all);
        Defaults.unknown(session.seat().environment())
                .forEach((name, near) ->
                        session.console().say("warning: the variable " + name + " means nothing to handrail; " + near));
    }

    private void options(List<Set> all) {
        Defaults defaults =
                Defaults.of(session.seat().environment(), session.seat().folder(), session.home());
        Telling telling = session.options().telling();
        add(all, defaults, "env", session.options().environment());
        add(all, defaults, "color", session.options().colour().name().toLowerCase(Locale.ROOT));
        add(all, defaults, "no-input", String.valueOf(session.options().noInput()));
        add(all, defaults, "accessible", String.valueOf(telling.accessible()));
        add(all, defaults, "quiet", String.valueOf(telling.quiet()));
        add(all, defaults, "verbose", String.valueOf(telling.verbose()));
        Duration bell = telling.bell();
        String rings = bell == null || bell.isZero() ? OFF : Durations.show(bell);
        Optional<String> written =
                defaults.value("bell").filter(w -> Bell.parse(w).equals(bell));
        add(all, defaults, "bell", written.orElse(rings));
        String home = session.home().root().toString();
        boolean variable =
                !session.seat().environment().getOrDefault("HANDRAIL_HOME", "").isBlank();
        all.add(new Set(
                "home",
                home,
                session.options().home() != null ? "--home" : variable ? "HANDRAIL_HOME" : "the XDG folders"));
    }

    private static void add(List<Set> all, Defaults defaults, String option, @Nullable String value) {
        Defaults.Given given = defaults.given().get(option);
        String usual = USUAL.getOrDefault(option, "false");
        String shown = Objects.requireNonNullElse(value, usual);
        String origin = given != null && given.value().equals(shown)
                ? given.origin()
                : shown.equals(usual) ? BUILT_IN : "--" + option;
        all.add(new Set(option, shown, origin));
    }

    private void databases(List<Set> all) {
        for (Map.Entry<String, DatabaseBinding> one : new TreeMap<>(environment.databases()).entrySet()) {
            DatabaseBinding b = one.getValue();
            String name = "database " + one.getKey();
            all.add(new Set(name, b.connect(), b.origin()));
            optional(all, name + " role", b.role(), "effects as connected", b.origin());
            optional(all, name + " readAs", b.readAs(), "plans and checks as connected", b.origin());
            optional(all, name + " password", b.password(), "as libpq finds it", b.origin());
        }
    }

    private static void optional(List<Set> all, String name, @Nullable String value, String otherwise, String origin) {
        all.add(new Set(name, Objects.requireNonNullElse(value, otherwise), value == null ? BUILT_IN : origin));
    }

    private void show(List<Set> all) {
        Console console = session.console();
        Table table = new Table("SETTING", "SET IN", "VALUE");
        for (Set one : all) {
            if (console.json()) {
                console.record(Map.of("setting", one.name(), "value", hidden(one.value()), "origin", one.origin()));
            } else {
                table.row(one.name(), one.origin(), hidden(one.value()));
            }
        }
        if (!console.json()) {
            table.lines(Integer.MAX_VALUE).forEach(console::data);
        }
    }

    /** An option may hold a password, which a file may not. */
    private static String hidden(String value) {
        return SecretSource.parse(value).isPresent()
                ? value
                : value.replaceAll("(?i)(password\\s*=\\s*)('[^']*'|[^\\s&]+)", "$1***")
                        .replaceAll("(://[^/@\\s]*:)[^@/\\s]+@", "$1***@");
    }
}
