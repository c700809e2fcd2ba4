package dev.handrail.dsl;

import dev.handrail.dsl.compile.Compiled;
import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Tape;
import dev.handrail.dsl.words.Inputs;
import dev.handrail.dsl.words.Neighbours;
import dev.handrail.dsl.words.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lets a compiled script say its words, once, and takes them down. */
final class Declaring {
    private final Reporter reporter;
    private final Patience patience;
    private final Neighbours neighbours;

    Declaring(Reporter reporter, Patience patience, Neighbours neighbours) {
        this.reporter = reporter;
        this.patience = patience;
        this.neighbours = neighbours;
    }

    Tape tape(Compiled compiled, Map<String, String> given, boolean standIn) {
        Inputs inputs = new Inputs(given, standIn, reporter);
        Together together = new Together(reporter, inputs, neighbours);
        List<Call> said = new ArrayList<>();
        Throwable failure = patience.over(() -> {
            said.addAll(Speaking.of(compiled, together, null, 0));
            inputs.refuseUnknown();
        });
        if (failure != null) {
            failed(together, failure instanceof ExceptionInInitializerError in ? in.getCause() : failure);
            reporter.stopIfAny(); // what was not said any more is no further mistake
        }
        return together.tape(said);
    }

    private void failed(Together together, Throwable failure) {
        if (failure instanceof LinkageError) {
            throw new IllegalStateException("a compiled script that can't be loaded", failure);
        }
        reporter.add(
                Code.FAILED,
                "this failed while the runbook was read: " + why(failure),
                together.where(failure),
                "correct the value or the computation");
    }

    private static String why(Throwable failure) {
        if (failure instanceof StackOverflowError) {
            return "it calls itself without end";
        }
        if (failure instanceof OutOfMemoryError) {
            return "it needs more memory than there is";
        }
        if (failure instanceof NullPointerException) {
            return "a value is null here";
        }
        if (failure instanceof ClassCastException) {
            return "a value has another type than the one asked for";
        }
        return String.valueOf(failure.getMessage());
    }
}
