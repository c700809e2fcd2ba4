package dev.handrail.validate;

import dev.handrail.runbook.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Readings that several questions give. */
final class Readings {
    /** What was asked after is not there: {@code none} holds, nothing else does. */
    static final Reading NONE = Reading.rows(List.of("value"), List.of());

    private Readings() {}

    static List<@Nullable Object> row(@Nullable Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }
}
