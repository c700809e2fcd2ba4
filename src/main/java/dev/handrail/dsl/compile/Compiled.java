package dev.handrail.dsl.compile;

import dev.handrail.dsl.tape.SourceMap;
import java.util.Map;

/**
 * A compiled script.
 *
 * @param classes class files by name
 * @param main the script's own class
 */
public record Compiled(Map<String, byte[]> classes, String main, SourceMap map) {
    public Compiled {
        classes = Map.copyOf(classes);
    }
}
