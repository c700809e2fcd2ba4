package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Reading;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** By what a table is partitioned, where that is a time; days and times without a zone are taken as UTC's. */
record PartitionKey(String type) {
    /** @throws Problem where the reading is of no table that is partitioned by ranges of time */
    static PartitionKey of(Reading now) {
        String type = Single.fact(now, "type", String.class, "schema partition: 'table' tells what partitions cover");
        boolean range = now.fact("strategy").orElse("").equals("range");
        if (!range || !(type.equals("date") || type.startsWith("timestamp"))) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the table is not partitioned by ranges of time",
                    "",
                    "it is partitioned by " + now.fact("strategy").orElse("") + " of " + type,
                    "ask the catalog with sql instead");
        }
        return new PartitionKey(type);
    }

    /** True where the stretch from {@code from} to just before {@code to}, as PostgreSQL writes them, has the moment. */
    boolean holds(String from, String to, Instant moment) {
        Instant wanted = type.equals("date")
                ? moment.atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                : moment;
        return !bound(from).isAfter(wanted) && bound(to).isAfter(wanted);
    }

    private Instant bound(String text) {
        return switch (text) {
            case "MINVALUE", "-infinity" -> Instant.MIN;
            case "MAXVALUE", "infinity" -> Instant.MAX;
            default ->
                type.equals("timestamp with time zone")
                        ? Moments.of(text)
                        : LocalDateTime.parse(text.length() == 10 ? text + "T00:00:00" : text.replace(' ', 'T'))
                                .toInstant(ZoneOffset.UTC);
        };
    }

    String written(Instant moment) {
        String pattern = type.equals("date") ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss'Z'";
        return DateTimeFormatter.ofPattern(pattern, java.util.Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(moment);
    }
}
