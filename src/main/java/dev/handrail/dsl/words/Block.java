package dev.handrail.dsl.words;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Site;
import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes down what is said in one block. */
public final class Block {
    private final String opener;
    private final Recording recording;
    private final List<Call> said = new ArrayList<>();

    /** @param opener the word whose block it is; empty for the file itself */
    public Block(String opener, Recording recording) {
        this.opener = opener;
        this.recording = recording;
    }

    Recording recording() {
        return recording;
    }

    public List<Call> said() {
        return said;
    }

    void say(String word, @Nullable Object... arguments) {
        named(word, Map.of(), arguments);
    }

    void named(String word, Map<?, ?> named, @Nullable Object... arguments) {
        add(call(word, named, null, arguments));
    }

    <D> void open(String word, Closure<?> body, Function<Block, D> language, @Nullable Object... arguments) {
        Block inner = new Block(word, recording);
        Call call = call(word, Map.of(), inner.said, arguments);
        recording.within(inner, () -> {
            body.setDelegate(language.apply(inner));
            body.setResolveStrategy(Closure.DELEGATE_ONLY);
            body.call();
        });
        add(new Call(word, call.arguments(), call.named(), inner.said, call.site()));
    }

    /** Says the steps of a family. */
    void use(Map<?, ?> values, CharSequence family) {
        recording.together().families().use(family.toString(), values, this, recording.site("use"));
    }

    /** A word that is a value: it is not said by itself, it goes where it is used. */
    Call value(String word, @Nullable Object... arguments) {
        return call(word, Map.of(), null, arguments);
    }

    Call namedValue(String word, Map<?, ?> named, @Nullable Object... arguments) {
        return call(word, named, null, arguments);
    }

    static Object[] flat(CharSequence first, CharSequence... more) {
        Object[] all = new Object[more.length + 1];
        all[0] = first;
        System.arraycopy(more, 0, all, 1, more.length);
        return all;
    }

    private Call call(String word, Map<?, ?> named, @Nullable List<Call> block, @Nullable Object... arguments) {
        Site site = recording.site(word);
        Taping taping = new Taping(recording, site);
        return new Call(word, taping.list(Arrays.asList(arguments)), taping.map(named), block, site);
    }

    /** Says what was said elsewhere, or tells that it can't be said now. */
    void add(Call call) {
        if (recording.current() != this) {
            recording
                    .reporter()
                    .add(
                            Code.WRONG_PLACE,
                            "'" + call.word() + "' is said inside a block where it is not allowed",
                            call.site().word(),
                            "call the closure that says it directly in the block of '" + opener + "'");
            return;
        }
        said.add(call);
    }
}
