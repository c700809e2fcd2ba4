package dev.handrail.dsl;

import dev.handrail.dsl.compile.Compiled;
import dev.handrail.dsl.source.Library;
import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.words.Block;
import dev.handrail.dsl.words.Lexicon;
import dev.handrail.dsl.words.Recording;
import dev.handrail.dsl.words.RunbookScript;
import dev.handrail.dsl.words.Together;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets one compiled file say its words. */
final class Speaking {
    private Speaking() {}

    /**
     * @param library the file; null: the runbook itself
     * @param lines what is added to the numbers of its lines
     * @return what it said
     */
    static List<Call> of(Compiled compiled, Together together, @Nullable Library library, int lines) {
        ScriptClasses classes =
                new ScriptClasses(library == null ? "runbook" : "library " + library.path(), compiled.classes());
        Recording recording = new Recording(classes, compiled.map(), together, library);
        Block file = new Block(Lexicon.FILE, recording);
        RunbookScript script = script(classes, compiled.main());
        script.speakInto(file);
        recording.speaking(lines, () -> recording.within(file, script::run));
        return file.said();
    }

    private static RunbookScript script(ScriptClasses classes, String main) {
        try {
            return (RunbookScript)
                    classes.loadClass(main).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a compiled script that can't be loaded", e);
        }
    }
}
