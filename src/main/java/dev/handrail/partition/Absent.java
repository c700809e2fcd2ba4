package dev.handrail.partition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is missing of the partitions that the author names.
 *
 * @param shares by name, in the order written
 * @param gaps stretches that no partition will hold, in words
 */
record Absent(Map<String, Share> shares, List<String> gaps) {
    Absent {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        gaps = List.copyOf(gaps);
    }
}
