package dev.handrail.dsl;

import dev.handrail.dsl.mistake.Mistakes;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.source.Beside;
import dev.handrail.dsl.source.Library;
import dev.handrail.dsl.source.Source;
import dev.handrail.dsl.tape.Tape;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a script declared earlier: good as long as the files that spoke in it, and those that it listed, are the same. */
record Kept(Tape tape, Source source) {
    /** Where it holds, the reporter knows the lines of every file afterwards. */
    boolean holds(Reporter reporter) {
        Beside beside = new Beside(source.file());
        if (!tape.listings().stream().allMatch(l -> beside.matching(l.pattern()).equals(l.names()))) {
            return false;
        }
        Map<String, Library> libraries = new HashMap<>();
        for (Tape.Spoken spoken : tape.spoken()) {
            if (!same(spoken, beside, libraries)) {
                return false;
            }
        }
        tape.spoken().forEach(s -> {
            Source file = libraries.get(s.path()).source();
            reporter.texts().put(file.file().toString(), file.lines(), s.how(), s.through());
        });
        return true;
    }

    private static boolean same(Tape.Spoken spoken, Beside beside, Map<String, Library> libraries) {
        Path file = beside.file(null, spoken.path());
        if (!libraries.containsKey(spoken.path())) {
            if (beside.stranger(file, spoken.path()).isPresent()) {
                return false;
            }
            try {
                libraries.put(spoken.path(), beside.library(file));
            } catch (Mistakes unreadable) {
                return false;
            }
        }
        return libraries.get(spoken.path()).source().digest().equals(spoken.digest());
    }
}
