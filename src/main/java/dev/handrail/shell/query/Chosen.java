package dev.handrail.shell.query;

import dev.handrail.text.NearWord;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of several databases, or caches, is meant: the one named by {@code on NAME}, in this line or an earlier one. */
final class Chosen {
    private final String word;
    private @Nullable String name;

    /** @param word sql or redis */
    Chosen(String word) {
        this.word = word;
    }

    /** From now on {@code meant}: its whole name, or what stands behind the slash of only one. */
    void choose(String meant, Collection<String> bound) {
        name = found(meant, bound);
    }

    private String found(String meant, Collection<String> bound) {
        List<String> all = bound.contains(meant)
                ? List.of(meant)
                : bound.stream().filter(b -> b.endsWith("/" + meant)).toList();
        if (all.size() != 1) {
            throw Manner.wrong(
                    "'" + meant + "' is not bound here", word + " on " + meant, NearWord.proposal(meant, bound));
        }
        return all.get(0);
    }

    /** @throws dev.handrail.problem.Problem exit 2 where it can't be told */
    String of(Collection<String> bound) {
        if (name != null && bound.contains(name)) {
            return name;
        }
        if (bound.size() == 1) {
            return bound.iterator().next();
        }
        String what = word.equals("sql") ? "database" : "cache";
        List<String> names = bound.stream().sorted().toList();
        throw names.isEmpty()
                ? Manner.wrong("no " + what + " is bound here", word, "work on an environment that binds one: use NAME")
                : Manner.wrong(
                        "several are bound here, and none is chosen",
                        word,
                        "choose one: " + word + " on " + String.join(", or " + word + " on ", names));
    }
}
