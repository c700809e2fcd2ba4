package dev.handrail.dsl;

import dev.handrail.dsl.cache.ScriptCache;
import dev.handrail.dsl.compile.Compiled;
import dev.handrail.dsl.compile.ScriptCompiler;
import dev.handrail.dsl.meaning.RunbookMeaning;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.source.Source;
import dev.handrail.dsl.tape.Tape;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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
        Optional<Tape> kept = cache.tape(source, inputs, standIn);
        Tape tape = kept.isPresent() ? kept.get() : declared(source, reporter, inputs, standIn);
        RunbookMeaning.Meant meant = new RunbookMeaning(source, tape, reporter).meant();
        return new Loaded(meant.runbook(), meant.warnings());
    }

    private Tape declared(Source source, Reporter reporter, Map<String, String> inputs, boolean standIn) {
        Optional<Compiled> kept = cache.compiled(source);
        Compiled compiled = kept.isPresent() ? kept.get() : compiled(source, reporter, inputs, standIn);
        Tape tape = new Declaring(reporter, patience).tape(compiled, inputs, standIn);
        if (!reporter.any()) {
            cache.keep(source, inputs, standIn, tape);
        }
        return tape;
    }

    private Compiled compiled(Source source, Reporter reporter, Map<String, String> inputs, boolean standIn) {
        ScriptCompiler compiler = new ScriptCompiler(source, reporter);
        Compiled compiled = compiler.compile()
                .orElseThrow(() -> new Rest(source, reporter, patience).mistakes(compiler, inputs, standIn));
        cache.keep(source, compiled);
        return compiled;
    }
}
