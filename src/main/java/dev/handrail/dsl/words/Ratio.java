package dev.handrail.dsl.words;

import dev.handrail.dsl.tape.Call;

/** A share of another count: {@code ratio(0.99)}. */
public final class Ratio implements Declared {
    private final Call call;

    Ratio(Call call) {
        this.call = call;
    }

    @Override
    public Object taped() {
        return call;
    }
}
