package dev.handrail.dsl.tape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A word as it was said: {@code check('title') { … }} as a statement, {@code atLeast(3)} as a value.
 *
 * @param arguments text, {@link Template}, number, true/false, duration, date, pattern, list, map or another call
 * @param named {@code name: value} arguments in their order
 * @param block what was said in its block; null where it has none
 */
public record Call(
        String word,
        List<@Nullable Object> arguments,
        Map<String, @Nullable Object> named,
        @Nullable List<Call> block,
        Site site) {
    public Call {
        arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
        block = block == null ? null : List.copyOf(block);
    }

    public @Nullable Object argument(int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    /** What was said in the block; nothing where there is none. */
    public List<Call> said() {
        return block == null ? List.of() : block;
    }

    public List<Call> said(String name) {
        List<Call> all = new ArrayList<>();
        for (Call call : said()) {
            if (call.word.equals(name)) {
                all.add(call);
            }
        }
        return all;
    }

    public Optional<Call> first(String name) {
        return said().stream().filter(c -> c.word.equals(name)).findFirst();
    }
}
