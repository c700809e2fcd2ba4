package dev.handrail.dsl.tape;

import java.util.List;

/** Everything that a script declared, in its order. */
public record Tape(List<Call> said) {
    public Tape {
        said = List.copyOf(said);
    }
}
