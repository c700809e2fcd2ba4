package dev.handrail.dsl;

import dev.handrail.dsl.cache.ScriptCache;
import dev.handrail.dsl.compile.Compiled;
import dev.handrail.dsl.compile.ScriptCompiler;
import dev.handrail.dsl.meaning.RunbookMeaning;
import dev.handrail.dsl.mistake.Mistakes;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.source.Beside;
import dev.handrail.dsl.source.Source;
import dev.handrail.dsl.tape.Tape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a runbook's script into the model: whole, typed, contacting nothing and doing nothing. */
public final class Loader {
    private final ScriptCache cache;
    private final Patience patience;

    /** @param cache where compiled runbooks are kept, made when needed; null: they are compiled each time */
    public Loader(@Nullable Path cache) {
        this(cache, Patience.USUAL);
    }

    Loader(@Nullable Path cache, Patience patience) {
        this.cache = new ScriptCache(cache);
        this.patience = patience;
    }

    /**
     * Reads one runbook.
     *
     * @param file the script; paths in it are relative to its folder
     * @param inputs what the operator set, as text by name
     * @throws dev.handrail.dsl.mistake.Mistakes with everything that is wrong in it, at once
     */
    public Loaded load(Path file, Map<String, String> inputs, Mode mode) {
        Source source = Source.read(file);
        Reporter reporter = new Reporter(file.toString(), source.lines());
        boolean standIn = mode == Mode.CHECK;
        Optional<Tape> kept = cache.tape(source, inputs, standIn).filter(t -> new Kept(t, source).holds(reporter));
        Tape tape = kept.isPresent() ? kept.get() : declared(source, reporter, inputs, standIn);
        try {
            RunbookMeaning.Meant meant = new RunbookMeaning(source, tape, reporter).meant();
            return new Loaded(meant.runbook(), meant.warnings());
        } catch (Mistakes all) {
            throw tape.whole() ? all : all.without(Rest.FOLLOWING);
        }
    }

    /**
     * The families of steps that a file declares which is there to be included, e.g. {@code fresh(String tableName)}.
     *
     * @return empty where the file is a runbook, or means to be one
     * @throws Mistakes with everything that can be seen in it without its being used
     */
    public Optional<List<String>> families(Path file) {
        Source source = Source.read(file);
        if (!declares(source, "family") || declares(source, "runbook")) {
            return Optional.empty();
        }
        Reporter reporter = new Reporter(file.toString(), source.lines());
        Tape tape = declared(source, reporter, Map.of(), true);
        reporter.stopIfAny();
        return Optional.of(tape.said().stream()
                .filter(c -> c.word().equals("family"))
                .map(c -> c.argument(0)
                        + ((List<?>) Objects.requireNonNull(c.argument(2)))
                                .stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")))
                .toList());
    }

    private static boolean declares(Source source, String word) {
        Pattern said = Pattern.compile("\\s*" + word + "\\b.*");
        return source.lines().stream().anyMatch(l -> said.matcher(l).matches());
    }

    private Tape declared(Source source, Reporter reporter, Map<String, String> inputs, boolean standIn) {
        Optional<Compiled> kept = cache.compiled(source);
        Compiled compiled = kept.isPresent() ? kept.get() : compiled(source, reporter, inputs, standIn);
        Tape tape = new Declaring(reporter, patience, new Including(new Beside(source.file()), cache))
                .tape(compiled, inputs, standIn);
        if (!reporter.any()) {
            cache.keep(source, inputs, standIn, tape);
        }
        return tape;
    }

    private Compiled compiled(Source source, Reporter reporter, Map<String, String> inputs, boolean standIn) {
        ScriptCompiler compiler = new ScriptCompiler(source, reporter);
        Compiled compiled = compiler.compile()
                .orElseThrow(() -> new Rest(source, reporter, patience, cache).mistakes(compiler, inputs, standIn));
        cache.keep(source, compiled);
        return compiled;
    }
}
