package dev.handrail.dsl.words;

import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.source.Library;
import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Tape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the files of one runbook share while they are read. */
public final class Together {
    private final Reporter reporter;
    private final Inputs inputs;
    private final Neighbours neighbours;
    private final Families families;
    private final List<Recording> recordings = new ArrayList<>();
    private final List<Call> elsewhere = new ArrayList<>();
    private final List<Tape.Spoken> spoken = new ArrayList<>();
    private final Map<String, List<String>> listings = new LinkedHashMap<>();

    public Together(Reporter reporter, Inputs inputs, Neighbours neighbours) {
        this.reporter = reporter;
        this.inputs = inputs;
        this.neighbours = neighbours;
        this.families = new Families(reporter);
    }

    public Reporter reporter() {
        return reporter;
    }

    Inputs inputs() {
        return inputs;
    }

    Neighbours neighbours() {
        return neighbours;
    }

    public Families families() {
        return families;
    }

    void joined(Recording recording) {
        recordings.add(recording);
    }

    List<String> matching(String pattern) {
        return listings.computeIfAbsent(pattern, neighbours::matching);
    }

    /**
     * From now on a file speaks, once more.
     *
     * @return what is added to the numbers of its lines
     */
    public int speaks(Library library, String how, Span through) {
        spoken.add(new Tape.Spoken(library.path(), library.source().digest(), how, through));
        return reporter.texts()
                .put(library.source().file().toString(), library.source().lines(), how, through);
    }

    /** What an included file said: the version of its language counts, its families are known by now. */
    public void elsewhere(List<Call> said) {
        said.stream().filter(c -> c.word().equals("language")).forEach(elsewhere::add);
    }

    /** Everything that was said. */
    public Tape tape(List<Call> said) {
        return new Tape(
                Stream.concat(elsewhere.stream(), said.stream()).toList(),
                spoken,
                listings.entrySet().stream()
                        .map(l -> new Tape.Listing(l.getKey(), l.getValue()))
                        .toList(),
                !families.lacking());
    }

    /** Where a failure of the scripts' own code happened. */
    public Span where(Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            for (Recording recording : recordings) {
                if (recording.speaks(frame)) {
                    return recording.span(frame.getLineNumber());
                }
            }
        }
        return Span.FILE;
    }
}
