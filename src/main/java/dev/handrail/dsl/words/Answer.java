package dev.handrail.dsl.words;

import dev.handrail.dsl.tape.Call;

/** An answer that is expected: {@code atLeast(3)}, {@code none}, {@code status(200)}. */
public final class Answer implements Declared {
    private final Call call;

    Answer(Call call) {
        this.call = call;
    }

    @Override
    public Object taped() {
        return call;
    }
}
