package dev.handrail.dsl;

import dev.handrail.dsl.compile.ScriptCompiler;
import dev.handrail.dsl.meaning.RunbookMeaning;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.source.Source;
import dev.handrail.dsl.tape.Tape;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a runbook's script into the model: whole, typed, contacting nothing and doing nothing. */
public final class Loader {
    private final @Nullable Path cache;

    /** @param cache where compiled runbooks are kept, made when needed; null: they are compiled each time */
    public Loader(@Nullable Path cache) {
        this.cache = cache;
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
        Tape tape =
                new Declaring(reporter).tape(new ScriptCompiler(reporter).compile(source), inputs, mode == Mode.CHECK);
        reporter.stopIfAny();
        RunbookMeaning.Meant meant = new RunbookMeaning(source, tape, reporter).meant();
        return new Loaded(meant.runbook(), meant.warnings());
    }
}
