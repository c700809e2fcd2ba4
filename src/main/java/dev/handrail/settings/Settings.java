package dev.handrail.settings;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.NearWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The environments: from {@code handrail.yml} in the project folder, then from the user's config folder, with what
 * options bind before both. Where both files know an environment, the project's bindings count and the user's fill in
 * what is missing.
 */
public final class Settings {
    /** The embedded environment, and the default. */
    public static final String SANDBOX = "sandbox";
    /** The environment of a command that binds targets by options and names none. */
    public static final String ADHOC = "adhoc";

    private static final String FILE = "handrail.yml";

    private final Map<String, Environment> environments;
    private final List<String> looked;
    private final Bindings bindings;
    private final @Nullable Mirroring mirroring;

    private Settings(
            Map<String, Environment> environments,
            List<String> looked,
            Bindings bindings,
            @Nullable Mirroring mirroring) {
        this.environments = environments;
        this.looked = looked;
        this.bindings = bindings;
        this.mirroring = mirroring;
    }

    /**
     * Reads the files that are there.
     *
     * @param project the folder that the command was started in
     * @throws Problem exit 2, with file, line and column, for every mistake in them
     */
    public static Settings load(Path project, Home home, Bindings bindings) {
        Map<String, Environment> all = new LinkedHashMap<>();
        List<String> looked = new ArrayList<>();
        Mirroring mirroring = null;
        for (Path file : List.of(project.resolve(FILE), home.config().resolve(FILE))) {
            if (!looked.contains(YamlFile.shown(file))) {
                looked.add(YamlFile.shown(file));
                Optional<Yaml> text = Files.exists(file) ? YamlFile.read(file) : Optional.empty();
                text.map(EnvironmentFile::read)
                        .orElse(Map.of())
                        .forEach((name, found) -> all.merge(name, found, Environment::or));
                Optional<Mirroring> found = text.flatMap(EnvironmentFile::mirroring);
                mirroring = mirroring == null ? found.orElse(null) : mirroring;
            }
        }
        return new Settings(all, looked, bindings, mirroring);
    }

    /**
     * What the files set options to. Most have no such part, and are not read for it.
     *
     * @throws Problem exit 2 with file, line and column
     */
    static Map<String, Defaults.Given> defaults(Path project, Home home) {
        Map<String, Defaults.Given> given = new LinkedHashMap<>();
        Settings settings = null;
        for (Path file : List.of(project.resolve(FILE), home.config().resolve(FILE))) {
            Optional<Yaml> text = mentions(file) ? YamlFile.read(file) : Optional.empty();
            for (Map.Entry<String, Yaml> one :
                    text.map(EnvironmentFile::defaults).orElse(Map.of()).entrySet()) {
                settings = settings == null ? load(project, home, Bindings.NONE) : settings;
                Yaml value = one.getValue();
                String origin = value.position().file() + ":" + value.position().line();
                given.putIfAbsent(one.getKey(), new Defaults.Given(settings.judged(one.getKey(), value), origin));
            }
        }
        return given;
    }

    private static boolean mentions(Path file) {
        try {
            return Files.exists(file) && Files.readString(file).contains("defaults");
        } catch (java.io.IOException unreadable) {
            return true; // whoever reads it tells why it can't be
        }
    }

    /** A file that others write never makes a protected environment the one that is worked on. */
    private String judged(String option, Yaml value) {
        List<String> words = Defaults.OPTIONS.get(option);
        if (words.contains("true")) {
            return String.valueOf(value.flag());
        }
        String written = value.text();
        if (!Defaults.takes(option, written)) {
            throw value.wrong("this is none of the words that " + option + " takes", Defaults.instead(option, written));
        }
        if (words.isEmpty() && !names().contains(written)) {
            throw value.wrong("there is no environment of this name", NearWord.proposal(written, names()));
        }
        if (words.isEmpty()
                && !written.equals(SANDBOX)
                && environments.get(written).guarded()) {
            throw value.wrong(
                    "a protected environment has to be named each time",
                    "take this line out, and write --env " + written + ", or set HANDRAIL_ENV for a shell of its own");
        }
        return written;
    }

    /** Where journals are copied to; the project's file counts before the user's. */
    public Optional<Mirroring> mirroring() {
        return Optional.ofNullable(mirroring);
    }

    /** Every environment that can be named, the sandbox first. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(SANDBOX));
        names.addAll(environments.keySet());
        return names;
    }

    /** The files that were looked for, whether they are there or not. */
    public List<String> files() {
        return List.copyOf(looked);
    }

    /**
     * One environment with what options bind. The sandbox's own targets are not in it: the sandbox adds them when it
     * has started.
     *
     * <p>Where no file declares any environment, options alone may bind one: then {@code --env} just names it.
     *
     * @param name {@code --env}; null: the sandbox, or, where options bind something, {@code adhoc}, in which nothing
     *     else is bound: real and embedded targets never mix unless that is asked for
     * @throws Problem exit 2 where there is none of that name
     */
    public Environment environment(@Nullable String name) {
        String chosen = name != null ? name : bindings.none() ? SANDBOX : ADHOC;
        if (environments.containsKey(chosen)) {
            return bindings.over(environments.get(chosen));
        }
        boolean boundByOptions = environments.isEmpty() && !bindings.none();
        if (chosen.equals(SANDBOX) || name == null || boundByOptions) {
            return bindings.over(Environment.empty(chosen, chosen.equals(SANDBOX)));
        }
        throw new Problem(
                ExitCode.WRONG,
                "there is no environment '" + chosen + "'",
                "--env " + chosen,
                "looked in " + String.join(" and ", looked),
                NearWord.proposal(chosen, names()));
    }
}
