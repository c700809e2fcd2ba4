package dev.handrail.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run goes by: what it was started with and, from a resume on, what was agreed to since.
 *
 * @param file the script
 * @param digest the runbook's
 * @param files SHA-256 by path of the script and what it names
 * @param targets identity by declared name, e.g. {@code database main}
 */
public record Basis(
        String file,
        String digest,
        Map<String, String> files,
        Map<String, String> inputs,
        Map<String, String> targets) {
    static Basis of(Event.RunStarted started) {
        return new Basis(started.file(), started.digest(), started.files(), started.inputs(), started.targets());
    }

    /** As a record keeps it. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", file);
        fields.put("digest", digest);
        fields.put("files", files);
        fields.put("inputs", inputs);
        fields.put("targets", targets);
        return fields;
    }

    /** What a resume's record says, and where it says nothing what counted before. */
    Basis then(Event.RunResumed resumed) {
        Map<String, Object> fields = resumed.basis();
        return fields == null
                ? this
                : new Basis(
                        String.valueOf(fields.get("file")),
                        String.valueOf(fields.get("digest")),
                        texts(fields.get("files")),
                        texts(fields.get("inputs")),
                        texts(fields.get("targets")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> texts(@org.jspecify.annotations.Nullable Object map) {
        return map == null ? Map.of() : (Map<String, String>) map;
    }
}
