package dev.handrail.dsl;

import dev.handrail.dsl.cache.ScriptCache;
import dev.handrail.dsl.compile.Compiled;
import dev.handrail.dsl.compile.ScriptCompiler;
import dev.handrail.dsl.meaning.RunbookMeaning;
import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Mistake;
import dev.handrail.dsl.mistake.Mistakes;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.source.Beside;
import dev.handrail.dsl.source.Source;
import dev.handrail.dsl.tape.Tape;
import dev.handrail.text.NearWord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what is left of a script once the statements with mistakes are taken out, so that all its mistakes are told at
 * once. What may only follow from the missing statements is not told.
 */
final class Rest {
    private static final Set<String> ABSENCE =
            ids(Code.MISSING, Code.NO_RUNBOOK, Code.WINDOW, Code.INPUT_UNKNOWN, Code.FAILED);
    private static final Set<String> STEPS = ids(Code.UNKNOWN_STEP, Code.UNKNOWN_RESULT, Code.TOO_EARLY);
    private static final Set<String> TARGETS = ids(Code.UNKNOWN_TARGET, Code.WHICH_TARGET);
    /** Words that bring names into being: without one of them, a name that is not known says nothing. */
    private static final Set<String> NAMING_STEPS = Set.of(
            "runbook",
            "section",
            "recovery",
            "step",
            "http",
            "command",
            "backup",
            "capture",
            "captureSecret",
            "for",
            "if");

    private static final Set<String> NAMING_TARGETS =
            Set.of("runbook", "database", "cache", "service", "metrics", "for", "if");

    /** What may only follow from steps that are missing. */
    static final Set<String> FOLLOWING =
            Stream.concat(ABSENCE.stream(), STEPS.stream()).collect(Collectors.toUnmodifiableSet());

    private final Source source;
    private final Reporter reporter;
    private final Patience patience;
    private final ScriptCache cache;

    Rest(Source source, Reporter reporter, Patience patience, ScriptCache cache) {
        this.cache = cache;
        this.source = source;
        this.patience = patience;
        this.reporter = reporter;
    }

    Mistakes mistakes(ScriptCompiler compiler, Map<String, String> inputs, boolean standIn) {
        Set<String> untold = new HashSet<>(ABSENCE);
        untold.addAll(missing(compiler, NAMING_STEPS) ? STEPS : Set.of());
        untold.addAll(missing(compiler, NAMING_TARGETS) ? TARGETS : Set.of());
        List<Mistake> all = new ArrayList<>(reporter.found());
        compiler.rest().map(r -> further(r, inputs, standIn)).orElse(List.of()).stream()
                .filter(m -> !untold.contains(m.code()))
                .forEach(all::add);
        return new Mistakes(all);
    }

    private static boolean missing(ScriptCompiler compiler, Set<String> naming) {
        return compiler.leftOut().stream()
                .anyMatch(w -> naming.contains(w) || NearWord.of(w, naming).isPresent());
    }

    private List<Mistake> further(Compiled rest, Map<String, String> inputs, boolean standIn) {
        Reporter aside = new Reporter(source.file().toString(), source.lines());
        Tape tape = new Declaring(aside, patience, new Including(new Beside(source.file()), cache))
                .tape(rest, inputs, standIn);
        try {
            new RunbookMeaning(source, tape, aside).meant();
        } catch (Mistakes further) {
            return further.all();
        }
        return aside.found();
    }

    private static Set<String> ids(Code... codes) {
        return Stream.of(codes).map(Code::id).collect(Collectors.toUnmodifiableSet());
    }
}
