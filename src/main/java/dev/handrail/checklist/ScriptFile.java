package dev.handrail.checklist;

import dev.handrail.hazard.catalogue.Danger;
import java.util.Optional;

/** A SQL file that is run by psql: {@code migrate} applies it once, in a transaction, and stops at the first mistake. */
final class ScriptFile {
    private ScriptFile() {}

    static void add(Gathering gathering, String title, int line, String file) {
        gathering.usesDatabase();
        gathering
                .before(file, line)
                .ifPresent(first -> gathering.find(
                        line,
                        Danger.RUN_TWICE.id(),
                        file + " is run already in line " + first,
                        Danger.RUN_TWICE.safe()));
        Optional<String> there = gathering.file(file);
        String word = "migrate { files " + Clean.quoted(there.orElse(file)) + " }";
        if (there.isPresent()) {
            gathering.add(DraftStep.of(title, word));
        } else {
            gathering.byHand(
                    line, Doubt.FILE, title, "Apply " + file, "there is no " + file + " beside the draft", word);
        }
    }
}
