package dev.handrail.validate;

import dev.handrail.text.Text;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The captured results without which a question can't be asked yet. */
final class Awaited {
    private Awaited() {}

    static List<Text.Captured> by(Collection<Text> texts) {
        return texts.isEmpty()
                ? List.of()
                : texts.stream().flatMap(t -> t.awaited().stream()).distinct().toList();
    }

    static List<Text.Captured> by(Text text, Collection<Text> more) {
        return by(Stream.concat(Stream.of(text), more.stream()).toList());
    }

    static List<Text.Captured> by(Collection<Text> texts, Collection<Text> more) {
        return by(Stream.concat(texts.stream(), more.stream()).toList());
    }
}
