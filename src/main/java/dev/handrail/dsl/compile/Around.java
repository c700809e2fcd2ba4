package dev.handrail.dsl.compile;

import dev.handrail.dsl.words.Lexicon;
import java.util.ArrayDeque;
import java.util.Deque;
import org.codehaus.groovy.ast.ClassNode;
import org.jspecify.annotations.Nullable;

/** What is around the code that is looked at: blocks of words, the author's own closures, a helper class. */
final class Around {
    private final Deque<Layer> layers = new ArrayDeque<>();

    /**
     * @param words what may be said here; null in a helper class
     * @param block true directly in a word's block, false in a closure of the author's
     * @param it true where {@code it} has a value
     * @param type the class
     */
    record Layer(@Nullable Lexicon words, boolean block, boolean it, ClassNode type) {}

    void enter(Layer layer) {
        layers.push(layer);
    }

    void leave() {
        layers.pop();
    }

    Layer here() {
        return layers.getFirst();
    }

    @Nullable
    Lexicon words() {
        return here().words();
    }

    /** The name of the block for messages: {@code step}, or {@code the file}. */
    String name() {
        Lexicon words = words();
        if (words == null) {
            return "a helper class";
        }
        return words.opener().equals(Lexicon.FILE) ? "the file" : "'" + words.opener() + "'";
    }
}
