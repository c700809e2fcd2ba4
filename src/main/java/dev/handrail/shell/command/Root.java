package dev.handrail.shell.command;

import dev.handrail.settings.Bindings;
import dev.handrail.shell.out.Colour;
import dev.handrail.shell.out.Telling;
import dev.handrail.shell.session.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command, before the command's word or behind it. */
@picocli.CommandLine.Command(name = "handrail")
final class Root {
    @Option(names = "--env", paramLabel = "NAME", scope = ScopeType.INHERIT, description = "the environment")
    @Nullable
    String environment;

    @Option(names = "--set", paramLabel = "INPUT=VALUE", scope = ScopeType.INHERIT, description = "an input's value")
    List<String> inputs = new ArrayList<>();

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "JSON lines on standard output")
    boolean json;

    @Option(names = "--color", paramLabel = "WHEN", scope = ScopeType.INHERIT, description = "auto, always, never")
    String colour = "auto";

    @Option(names = "--no-input", scope = ScopeType.INHERIT, description = "never ask, even in a terminal")
    boolean noInput;

    @Option(names = "--home", paramLabel = "DIR", scope = ScopeType.INHERIT, description = "where runs are kept")
    @Nullable
    String home;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "where an unexpected failure happened")
    boolean debug;

    @Option(
            names = "--accessible",
            scope = ScopeType.INHERIT,
            description = "for screen readers: nothing is drawn over, words stand for symbols")
    boolean accessible;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "tells only what is not as it should be, and the result")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "tells each effect and each check")
    boolean verbose;

    @Option(
            names = "--bell",
            paramLabel = "DURATION",
            scope = ScopeType.INHERIT,
            description = "rings at the end of a step that took so long; off: never")
    @Nullable
    String bell;

    @Option(names = "--allow-writes", description = "sql and redis in the shell may change something")
    boolean writes;

    @Option(
            names = "--database",
            paramLabel = "NAME=WHERE",
            scope = ScopeType.INHERIT,
            description = "binds a database: service=x, a URI or keywords")
    List<String> databases = new ArrayList<>();

    @Option(
            names = "--cache",
            paramLabel = "NAME=URL",
            scope = ScopeType.INHERIT,
            description = "binds a cache: redis://host:port/number")
    List<String> caches = new ArrayList<>();

    @Option(
            names = "--service",
            paramLabel = "NAME=URL",
            scope = ScopeType.INHERIT,
            description = "binds a service: http://host/path")
    List<String> services = new ArrayList<>();

    @Option(
            names = "--metrics",
            paramLabel = "NAME=URL",
            scope = ScopeType.INHERIT,
            description = "binds a Prometheus: http://host:9090")
    List<String> metrics = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            description = "this")
    boolean help;

    Options options() {
        if (quiet && verbose) {
            throw Written.wrong("--quiet and --verbose exclude each other", "--quiet", "", "leave one out");
        }
        return new Options(
                environment,
                Written.pairs("--set", "INPUT=VALUE", inputs),
                json,
                Objects.requireNonNull(Written.word("--color", colour, Written.words(Colour.class))),
                noInput,
                home == null ? null : Path.of(home),
                debug,
                writes,
                new Telling(accessible, quiet, verbose, rings()),
                Bindings.parse(databases, caches, services, metrics));
    }

    private @Nullable Duration rings() {
        return "off".equals(bell) ? Duration.ZERO : Written.duration("--bell", bell);
    }
}
