package dev.handrail.dsl.tape;

import dev.handrail.dsl.mistake.Span;
import dev.handrail.text.Text;
import java.util.List;

/**
 * Text with values in it that are not text yet.
 *
 * @param pieces {@link Raw} as written, {@link Value} known while loading, {@link Later} known in the run, or a {@link
 *     Call} to {@code name()} or {@code literal()}
 */
public record Template(List<Object> pieces) {
    /** Text as written between the values. */
    public record Raw(String text) {}

    /** A value that the script knew. */
    public record Value(String text) {}

    /** A value that the run will know, and where it is asked for. */
    public record Later(Text.Part part, Span at) {}

    public Template {
        pieces = List.copyOf(pieces);
    }
}
