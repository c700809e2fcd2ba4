package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.Envelope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said in the block of one word. */
record Options(Reading reading, Call call) {
    /** What is said once at most; said again is a mistake. */
    Optional<Call> one(String word) {
        List<Call> all = call.said(word);
        if (all.size() > 1) {
            reading.mistake(
                    Code.TWICE,
                    "'" + word + "' is said twice in '" + call.word() + "'",
                    all.get(1).site().word(),
                    "keep one of them");
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    /** What has to be said; its absence is a mistake. */
    Optional<Call> needed(String word, String example) {
        Optional<Call> said = one(word);
        if (said.isEmpty()) {
            missing("'" + call.word() + "' needs '" + word + "'", "add: " + example);
        }
        return said;
    }

    void missing(String what, String fix) {
        reading.mistake(Code.MISSING, what, at(), fix);
    }

    Span at() {
        return call.site().word();
    }

    boolean flag(String word) {
        return one(word).isPresent();
    }

    @Nullable
    String plain(String word) {
        return one(word).map(c -> Args.plain(reading, c, 0)).orElse(null);
    }

    String plain(String word, String fallback) {
        String said = plain(word);
        return said == null ? fallback : said;
    }

    /** A table's name: one word, or in double quotes whatever it is. */
    String neededTable(String example) {
        String name = neededPlain("table", example);
        if (!name.contains("\"") && name.matches(".*[\\s;()'].*")) {
            reading.mistake(
                    Code.BAD_VALUE,
                    "'" + name + "' is no table's name",
                    call.said("table").get(0).site().argument(0),
                    "write the name alone, with its schema where it needs one: table 'app.users'");
        }
        return name;
    }

    String neededPlain(String word, String example) {
        return needed(word, example).map(c -> Args.plain(reading, c, 0)).orElse("?");
    }

    @Nullable
    Duration duration(String word) {
        return one(word).map(c -> Args.duration(reading, c, 0)).orElse(null);
    }

    Duration duration(String word, Duration fallback) {
        Duration said = duration(word);
        return said == null ? fallback : said;
    }

    int whole(String word, int fallback, int from, int to) {
        return one(word).map(c -> Args.whole(reading, c, 0, from, to)).orElse(fallback);
    }

    /** The word's own arguments as text. */
    List<String> arguments() {
        return java.util.stream.IntStream.range(0, call.arguments().size())
                .mapToObj(i -> Args.plain(reading, call, i))
                .toList();
    }

    /** Every text of every mention of a word. */
    List<String> all(String word) {
        return call.said(word).stream()
                .flatMap(c -> new Options(reading, c).arguments().stream())
                .toList();
    }

    Envelope envelope() {
        return envelope(Envelope.DEFAULT);
    }

    /** @param usual the bounds where nothing is said */
    Envelope envelope(Envelope usual) {
        return new Envelope(
                duration("lockTimeout", usual.lockTimeout()),
                duration("statementTimeout"),
                duration("lockWait", usual.lockWait()));
    }
}
