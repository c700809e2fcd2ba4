package dev.handrail.dsl.words;

import java.util.regex.Pattern;

/** The options of the question {@code log}. */
public record LogOptions(Block block) implements Values {
    /** Only lines that hold this. */
    @Word(value = "only lines that hold this", example = "lines ~/ERROR|FATAL/")
    public void lines(Pattern pattern) {
        block.say("lines", pattern);
    }

    /** What a unit of systemd wrote into the journal of this machine, in place of a file. */
    @Word(value = "the unit whose journal is read", example = "journal 'api.service'")
    public void journal(CharSequence unit) {
        block.say("journal", unit);
    }

    /** From when on lines count: {@code 'run'} where nothing is said, or {@code 'step'}. */
    @Word(value = "from when on lines count", example = "since 'step'")
    public void since(CharSequence moment) {
        block.say("since", moment);
    }
}
