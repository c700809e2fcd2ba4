package dev.handrail.backup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which backups stay: those younger than an age, or the newest so many. Exactly one is given. */
public record Keep(@Nullable Duration age, @Nullable Integer count) {}
