package dev.handrail.checklist;

import java.util.ArrayList;
import java.util.List;

/**
 * A step while it is written.
 *
 * @param body its lines, without the indentation of the step
 */
record DraftStep(String title, List<String> body, boolean byHand) {
    static DraftStep of(String title, String... body) {
        return new DraftStep(title, new ArrayList<>(List.of(body)), false);
    }

    /** What a person does; {@code below}: what is to stand there once it is decided. */
    static DraftStep byHand(String title, String instruction, String... below) {
        List<String> body = new ArrayList<>();
        body.add("manual " + Clean.quoted(instruction));
        if (!Clean.changes(instruction)) {
            body.add("answer 'done'");
        }
        for (String line : below) {
            body.add("// " + line);
        }
        return new DraftStep(title, body, true);
    }

    /** This step with an open point above what it does. */
    DraftStep open(Finding finding) {
        body.add(
                0,
                "// DECIDE line " + finding.line() + ", " + finding.code() + ": " + finding.what() + "; "
                        + finding.fix());
        return this;
    }

    /** Text that is shown with the question. */
    void note(String text) {
        int at = 0;
        while (at < body.size() && body.get(at).startsWith("note ")) {
            at++;
        }
        body.add(at, "note " + Clean.quoted(text));
    }

    boolean backsUp() {
        return body.stream().anyMatch(l -> l.startsWith("backup {"));
    }
}
