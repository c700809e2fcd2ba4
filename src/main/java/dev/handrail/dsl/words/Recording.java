package dev.handrail.dsl.words;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.source.Library;
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
    private final Together together;
    private final @Nullable Library library;
    private final Deque<Block> open = new ArrayDeque<>();
    private int lines;

    /**
     * @param script the loader of the script's own classes, with a name of its own
     * @param library the file; null: the runbook itself
     */
    public Recording(ClassLoader script, SourceMap map, Together together, @Nullable Library library) {
        this.script = script;
        this.map = map;
        this.together = together;
        this.library = library;
        together.joined(this);
    }

    public Together together() {
        return together;
    }

    /** The file that speaks; null: the runbook itself. */
    public @Nullable Library library() {
        return library;
    }

    public Reporter reporter() {
        return together.reporter();
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

    /** Lets the file speak, with so much added to the numbers of its lines. */
    public void speaking(int further, Runnable speech) {
        int before = lines;
        lines = further;
        speech.run();
        lines = before; // not where it failed: then nothing more is read, and its place is asked for
    }

    /** Where the script says {@code word}, now. */
    Site site(String word) {
        return map.site(number(), word).down(lines);
    }

    /** Where the script is, now. */
    Span here() {
        return span(number());
    }

    Span span(int number) {
        return map.span(number).down(lines);
    }

    private int number() {
        return WALKER.walk(frames -> frames.filter(f -> f.getDeclaringClass().getClassLoader() == script)
                .findFirst()
                .map(StackWalker.StackFrame::getLineNumber)
                .orElse(0));
    }

    /** True where it is this script that was at work there. */
    boolean speaks(StackTraceElement frame) {
        return FILE.equals(frame.getFileName())
                && String.valueOf(script.getName()).equals(frame.getClassLoaderName());
    }

    /** A late value was asked for its text while the script is read: told once, and a placeholder goes on. */
    String flattened(String shown) {
        reporter()
                .add(
                        Code.FLATTENED,
                        shown + " is made into plain text here, but it is known only in the run",
                        here(),
                        "pass it on as it is, or inside \"${…}\" directly to the word that uses it");
        return shown;
    }

    /** The file name that compiled scripts carry. */
    public static final String FILE = "HandrailRunbook.groovy";
}
