package dev.handrail.dsl.words;

import groovy.transform.NamedParam;
import java.time.Duration;
import java.util.Map;

/** Answers that are bounds: on a number, or on a size or duration written with its unit. */
public interface Bounds {
    /** Where this language's words go. Not a word. */
    Block block();

    /** This number or more. */
    @Word(value = "this number or more", example = "expect atLeast(3)")
    default Answer atLeast(Number bound) {
        return answer("atLeast", bound);
    }

    /** This size or duration or more: {@code '2GB'}, {@code '10ms'}. */
    @Word(value = "this size or duration or more", example = "expect atLeast('2GB')")
    default Answer atLeast(CharSequence bound) {
        return answer("atLeast", bound);
    }

    /** At least that share of another count: {@code atLeast(ratio(0.99), of: 'select count(*) from users')}. */
    @Word(
            value = "at least that share of another count",
            example = "expect atLeast(ratio(0.99), of: 'select count(*) from users')")
    default Answer atLeast(
            @NamedParam(value = "of", type = CharSequence.class, required = true) @Literal Map<String, ?> of,
            Ratio share) {
        return new Answer(block().namedValue("atLeast", of, share));
    }

    /** A share of another count: 0.99 is 99 in a hundred. */
    @Word(value = "a share of another count", example = "ratio(0.99)")
    default Ratio ratio(Number share) {
        return new Ratio(block().value("ratio", share));
    }

    /** This number or less. */
    @Word(value = "this number or less", example = "expect atMost(5)")
    default Answer atMost(Number bound) {
        return answer("atMost", bound);
    }

    /** This size or duration or less. */
    @Word(value = "this size or duration or less", example = "expect atMost('512MB')")
    default Answer atMost(CharSequence bound) {
        return answer("atMost", bound);
    }

    /** More than this number. */
    @Word(value = "more than this number", example = "warn above(0.010)")
    default Answer above(Number bound) {
        return answer("above", bound);
    }

    /** More than this size or duration. */
    @Word(value = "more than this size or duration", example = "warn above('100ms')")
    default Answer above(CharSequence bound) {
        return answer("above", bound);
    }

    /** Less than this number. */
    @Word(value = "less than this number", example = "expect below(0.020)")
    default Answer below(Number bound) {
        return answer("below", bound);
    }

    /** Less than this size or duration. */
    @Word(value = "less than this size or duration", example = "expect below('10ms')")
    default Answer below(CharSequence bound) {
        return answer("below", bound);
    }

    /** Less than this duration, e.g. an input. */
    @Word(value = "less than this duration", example = "expect below('10ms')")
    default Answer below(Duration bound) {
        return answer("below", bound);
    }

    /** From the first to the second number, both included. */
    @Word(value = "from the first to the second number", example = "expect between(1, 10)")
    default Answer between(Number from, Number to) {
        return answer("between", from, to);
    }

    /** From the first to the second size or duration, both included. */
    @Word(value = "from the first to the second size or duration", example = "expect between('1MB', '2GB')")
    default Answer between(CharSequence from, CharSequence to) {
        return answer("between", from, to);
    }

    /** Half of the measured times are within the bound. */
    @Word(value = "half of the measured times are within the bound", example = "expect p50(below('5ms'))")
    default Answer p50(Answer bound) {
        return answer("p50", bound);
    }

    /** Nine in ten of the measured times are within the bound. */
    @Word(value = "nine in ten of the measured times are within the bound", example = "expect p90(below('8ms'))")
    default Answer p90(Answer bound) {
        return answer("p90", bound);
    }

    /** 95 in 100 of the measured times are within the bound. */
    @Word(value = "95 in 100 of the measured times are within the bound", example = "expect p95(below('10ms'))")
    default Answer p95(Answer bound) {
        return answer("p95", bound);
    }

    /** 99 in 100 of the measured times are within the bound. */
    @Word(value = "99 in 100 of the measured times are within the bound", example = "expect p99(below('20ms'))")
    default Answer p99(Answer bound) {
        return answer("p99", bound);
    }

    /** An answer as it was said. Not a word. */
    default Answer answer(String word, Object... arguments) {
        return new Answer(block().value(word, arguments));
    }
}
