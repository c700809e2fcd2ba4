package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.TargetKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Which declared target is meant: the nearest {@code on} that names one of the kind wanted, else the only one declared.
 *
 * @param step the step that is read, {@code section/step}
 * @param names said with {@code on}, the nearest first
 */
record Scope(Reading reading, String step, List<String> names) {
    Scope {
        names = List.copyOf(names);
    }

    /** The scope of a block: what it says with {@code on} comes first. */
    Scope within(Call block) {
        List<String> nearer = new ArrayList<>();
        for (Call on : block.said("on")) {
            String name = Args.plain(reading, on, 0);
            if (reading.declared().kinds(name).isEmpty()) {
                List<String> known = reading.declared().targets().stream()
                        .map(t -> t.name())
                        .distinct()
                        .toList();
                reading.reporter()
                        .unknown(
                                Code.UNKNOWN_TARGET,
                                "the runbook declares no '" + name + "'",
                                on.site().argument(0),
                                name,
                                known,
                                known.isEmpty()
                                        ? "declare it in the runbook: database '" + name + "'"
                                        : "name one that is declared, or declare it");
            }
            nearer.add(name);
        }
        nearer.addAll(names);
        return new Scope(reading, step, nearer);
    }

    String database(Span at) {
        return target(TargetKind.DATABASE, at);
    }

    String cache(Span at) {
        return target(TargetKind.CACHE, at);
    }

    String service(Span at) {
        return target(TargetKind.SERVICE, at);
    }

    String metrics(Span at) {
        return target(TargetKind.METRICS, at);
    }

    private String target(TargetKind kind, Span at) {
        List<String> known = reading.declared().names(kind);
        for (String name : names) {
            if (known.contains(name)) {
                return name;
            }
        }
        if (known.size() != 1) {
            tellMissing(kind.word(), known, at);
        }
        return known.isEmpty() ? "?" : known.get(0);
    }

    private void tellMissing(String kind, List<String> known, Span at) {
        if (known.isEmpty()) {
            reading.mistake(
                    Code.UNKNOWN_TARGET,
                    "this needs a " + kind + " and the runbook declares none",
                    at,
                    "declare it in the runbook: " + kind + " 'main'");
            return;
        }
        String what = "the runbook declares more than one " + kind + ", and it is not said which one is meant";
        reading.reporter().add(Code.WHICH_TARGET, what, at, "add: on '" + known.get(0) + "'", known, null);
    }
}
