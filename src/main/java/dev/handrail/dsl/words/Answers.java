package dev.handrail.dsl.words;

import groovy.transform.NamedParam;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** The answers that {@code expect} and {@code warn} take. */
public interface Answers extends Bounds {
    /** No row, or no answer at all. */
    @Word(value = "no row", example = "expect none")
    default Answer getNone() {
        return answer("none");
    }

    /** At least one row. */
    @Word(value = "at least one row", example = "expect some")
    default Answer getSome() {
        return answer("some");
    }

    /** The index or constraint is valid. */
    @Word(value = "the index or constraint is valid", example = "expect valid")
    default Answer getValid() {
        return answer("valid");
    }

    /** As just before the step. */
    @Word(value = "as just before the step", example = "expect unchanged")
    default Answer getUnchanged() {
        return answer("unchanged");
    }

    /** As before the step, or before the whole run: {@code unchanged(since: 'run')}. */
    @Word(value = "as before the step, or before the run", example = "expect unchanged(since: 'run')")
    default Answer unchanged(@NamedParam(value = "since", type = String.class, required = true) Map<String, ?> since) {
        return new Answer(block().namedValue("unchanged", since));
    }

    /** At most that much worse than before the step; lower is better: {@code notWorse(by: '10%')}. */
    @Word(value = "at most that much above what was read before the step", example = "expect notWorse(by: '10%')")
    default Answer notWorse(@NamedParam(value = "by", type = CharSequence.class, required = true) Map<String, ?> by) {
        return new Answer(block().namedValue("notWorse", by));
    }

    /** One of these values. */
    @Word(value = "one of these values", example = "expect oneOf('green', 'yellow')")
    default Answer oneOf(Object... values) {
        return answer("oneOf", values);
    }

    /** The whole text fits the pattern. */
    @Word(value = "the whole text fits the pattern", example = "expect matching(~/v2\\..*/)")
    default Answer matching(Pattern pattern) {
        return answer("matching", pattern);
    }

    /** The HTTP status. */
    @Word(value = "the HTTP status", example = "expect status(200)")
    default Answer status(int status) {
        return answer("status", status);
    }

    /** The program's exit status. */
    @Word(value = "the program's exit status", example = "expect exit(0)")
    default Answer exit(int status) {
        return answer("exit", status);
    }

    /** A partition takes rows of that day, or of a time from now. */
    @Word(value = "a partition takes rows of that day", example = "expect covers('+2d')")
    default Answer covers(CharSequence moment) {
        return answer("covers", moment);
    }

    /** The query's plan uses that index. */
    @Word(value = "the query's plan uses that index", example = "expect usesIndex('users_uuid_idx')")
    default Answer usesIndex(CharSequence index) {
        return answer("usesIndex", index);
    }

    /** The text holds this somewhere. */
    @Word(value = "the text holds this somewhere", example = "expect containing('ready')")
    default Answer containing(CharSequence text) {
        return answer("containing", text);
    }

    /** The text holds this pattern somewhere. */
    @Word(value = "the text holds this somewhere", example = "expect containing(~/v2\\.\\d/)")
    default Answer containing(Pattern pattern) {
        return answer("containing", pattern);
    }

    /** Every row has that value, or an answer, in that column. */
    @Word(value = "every row has that value in that column", example = "expect eachRow('result', 'PASS')")
    default Answer eachRow(CharSequence column, Object value) {
        return answer("eachRow", column, value);
    }

    /** At least one row has that value, or an answer, in that column. */
    @Word(value = "a row has that value in that column", example = "warn anyRow('value', above(0.010))")
    default Answer anyRow(CharSequence column, Object value) {
        return answer("anyRow", column, value);
    }

    /** What stands there in a JSON answer: a value or an answer. */
    @Word(value = "what stands there in a JSON answer", example = "expect field('$.status', 'up')")
    default Answer field(CharSequence path, Object value) {
        return answer("field", path, value);
    }

    /** What an HTTP answer says in a header: a value or an answer. */
    @Word(
            value = "what an HTTP answer says in a header",
            example = "expect responseHeader('Content-Type', containing('json'))")
    default Answer responseHeader(CharSequence name, Object value) {
        return answer("responseHeader", name, value);
    }

    /** For how long the certificate of a service is still valid. */
    @Word(value = "for how long a certificate is valid", example = "expect certificate(atLeast('14d'))")
    default Answer certificate(Answer bound) {
        return answer("certificate", bound);
    }

    /** Queries have used the index. */
    @Word(value = "queries have used the index", example = "expect used")
    default Answer getUsed() {
        return answer("used");
    }

    /** What the planner estimates that a query costs. */
    @Word(value = "what the planner estimates that a query costs", example = "expect cost(below(1000))")
    default Answer cost(Answer bound) {
        return answer("cost", bound);
    }

    /** No table with more rows than {@code over:} says is read from end to end. */
    @Word(value = "no larger table is read from end to end", example = "expect noSequentialScan(over: 10_000)")
    default Answer noSequentialScan(
            @NamedParam(value = "over", type = Integer.class, required = true) Map<String, ?> over) {
        return new Answer(block().namedValue("noSequentialScan", over));
    }

    /** At most so long ago. */
    @Word(value = "at most so long ago", example = "expect youngerThan('1h')")
    default Answer youngerThan(CharSequence age) {
        return answer("youngerThan", age);
    }

    /** At most so long ago. */
    @Word(value = "at most so long ago", example = "expect youngerThan('1h')")
    default Answer youngerThan(Duration age) {
        return answer("youngerThan", age);
    }
}
