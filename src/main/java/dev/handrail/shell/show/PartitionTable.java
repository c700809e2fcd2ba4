package dev.handrail.shell.show;

import dev.handrail.partition.Survey;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Line.Look;
import dev.handrail.shell.out.Table;
import dev.handrail.text.Sizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Partitioned tables as a person and a program read them. */
public record PartitionTable(String database, List<Survey> surveys) {
    /** A bound is there to be compared: it is never cut. */
    private static final int WIDE = 4096;

    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (Survey survey : surveys) {
            if (!lines.isEmpty()) {
                lines.add(new Line());
            }
            lines.add(new Line()
                    .bold(Console.line(survey.table()))
                    .add("  " + Console.line(survey.key()) + "  "
                            + survey.rows().size() + " partitions, " + Sizes.show(survey.bytes()) + ", about "
                            + number(survey.about()) + " rows"));
            lines.addAll(rows(survey));
            survey.gaps()
                    .forEach(gap -> lines.add(Line.of("gap: " + Console.line(gap) + ": rows are refused", Look.BAD)));
            if (survey.until() != null) {
                lines.add(due(survey.until()));
            }
        }
        return lines;
    }

    private static List<Line> rows(Survey survey) {
        Table table = new Table("PARTITION", "ROWS", "SIZE", "STATE", "HOLDS");
        survey.rows()
                .forEach(row -> table.row(
                        row.name(),
                        row.about() < 0 ? "?" : number(row.about()),
                        Sizes.show(row.bytes()),
                        row.state(),
                        row.bound()));
        return table.isEmpty() ? List.of() : table.lines(WIDE);
    }

    private static Line due(Survey.Until until) {
        return until.days() < 0
                ? Line.of("next due: now. Rows of this moment have no partition of their own", Look.BAD)
                : Line.of("next due: " + until.at() + ", in " + until.days() + " days");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public List<Map<String, Object>> records() {
        return surveys.stream().map(this::record).toList();
    }

    private Map<String, Object> record(Survey survey) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("database", database);
        fields.put("table", survey.table());
        fields.put("strategy", survey.strategy());
        fields.put("key", survey.key());
        fields.put("bytes", survey.bytes());
        fields.put("partitions", survey.rows().stream().map(PartitionTable::row).toList());
        fields.put("gaps", survey.gaps());
        if (survey.until() != null) {
            fields.put("nextDue", survey.until().at());
            fields.put("daysLeft", survey.until().days());
        }
        return fields;
    }

    private static Map<String, Object> row(Survey.Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", row.name());
        fields.put("holds", row.bound());
        fields.put("rows", row.about());
        fields.put("bytes", row.bytes());
        fields.put("state", row.state());
        return fields;
    }
}
