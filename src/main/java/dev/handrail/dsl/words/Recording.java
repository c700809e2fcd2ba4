package dev.handrail.dsl.words;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.Site;
import dev.handrail.dsl.tape.SourceMap;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One script being read: which block is open, and which piece of the script speaks. */
public final class Recording {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final ClassLoader script;
    private final SourceMap map;
    private final Reporter reporter;
    private final Inputs inputs;
    private final Deque<Block> open = new ArrayDeque<>();

    /** @param script the loader of the script's own classes */
    public Recording(ClassLoader script, SourceMap map, Reporter reporter, Inputs inputs) {
        this.script = script;
        this.map = map;
        this.reporter = reporter;
        this.inputs = inputs;
    }

    public Reporter reporter() {
        return reporter;
    }

    Inputs inputs() {
        return inputs;
    }

    @Nullable
    Block current() {
        return open.peek();
    }

    /** Opens a block, lets it speak, closes it. */
    public void within(Block block, Runnable speech) {
        open.push(block);
        try {
            speech.run();
        } finally {
            open.pop();
        }
    }

    /** Where the script says {@code word}, now. */
    Site site(String word) {
        return map.site(number(), word);
    }

    /** Where the script is, now. */
    Span here() {
        return map.span(number());
    }

    private int number() {
        return WALKER.walk(frames -> frames.filter(f -> f.getDeclaringClass().getClassLoader() == script)
                .findFirst()
                .map(StackWalker.StackFrame::getLineNumber)
                .orElse(0));
    }

    /** Where a failure of the script's own code happened. */
    public Span where(Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getFileName() != null && frame.getFileName().equals(FILE)) {
                return map.span(frame.getLineNumber());
            }
        }
        return Span.FILE;
    }

    /** A late value was asked for its text while the script is read: told once, and a placeholder goes on. */
    String flattened(String shown) {
        reporter.add(
                Code.FLATTENED,
                shown + " is made into plain text here, but it is known only when the run is there",
                here(),
                "pass it on as it is, or inside \"${…}\" directly to the word that uses it");
        return shown;
    }

    /** The file name that compiled scripts carry. */
    public static final String FILE = "HandrailRunbook.groovy";
}
