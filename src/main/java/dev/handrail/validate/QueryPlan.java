package dev.handrail.validate;

import dev.handrail.runbook.Reading;
import dev.handrail.text.Quoting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What matters of {@code explain (format json)}: PostgreSQL writes each property on a line of its own, and no line break
 * inside a text, so each is found by its line.
 */
record QueryPlan(String json) {
    private static final Pattern PROPERTY = Pattern.compile(
            "(?m)^\\s*\"(Node Type|Index Name|Relation Name|Schema|Total Cost|Planning Time|Execution Time)\":"
                    + " (?:\"((?:[^\"\\\\]|\\\\.)*)\"|([0-9.]+))");

    /** PostgreSQL sends the plan as one value; a driver may split it into rows. */
    static QueryPlan read(Reading read) {
        StringBuilder text = new StringBuilder();
        read.rows().forEach(row -> text.append(row.get(0)).append('\n'));
        return new QueryPlan(text.toString());
    }

    /** The value says how tables are read; facts {@code indexes}, {@code scans}, {@code cost}. */
    Reading reading() {
        List<String> scans = new ArrayList<>();
        List<String> indexes = new ArrayList<>();
        String node = "";
        Matcher property = PROPERTY.matcher(json);
        while (property.find()) {
            switch (property.group(1)) {
                case "Node Type" -> node = text(property);
                case "Relation Name" -> scans.add(node + " on " + text(property));
                case "Index Name" -> {
                    indexes.add(text(property));
                    if (node.startsWith("Bitmap Index")) {
                        scans.add(node + " on " + text(property));
                    }
                }
                default -> {}
            }
        }
        return Reading.of(scans.isEmpty() ? node : String.join(", ", scans))
                .fact("indexes", indexes.stream().distinct().toList())
                .fact("scans", List.copyOf(scans))
                .fact("cost", number("Total Cost"));
    }

    /** Tables that are read from end to end, with their schemas where those are said. */
    Set<String> sequential() {
        Set<String> tables = new LinkedHashSet<>();
        String node = "";
        String table = "";
        Matcher property = PROPERTY.matcher(json);
        while (property.find()) {
            String found = text(property);
            switch (property.group(1)) {
                case "Node Type" -> node = found;
                case "Relation Name" -> {
                    table = node.equals("Seq Scan") ? found : "";
                    if (!table.isEmpty()) {
                        tables.add(Quoting.identifier(table));
                    }
                }
                case "Schema" -> {
                    if (!table.isEmpty() && tables.remove(Quoting.identifier(table))) {
                        tables.add(Quoting.qualified(found, table));
                    }
                }
                default -> {}
            }
        }
        return tables;
    }

    /** Planning and execution on the server, in milliseconds; the way there and back is not in it. */
    double ms() {
        return number("Planning Time") + number("Execution Time");
    }

    private double number(String name) {
        Matcher property = PROPERTY.matcher(json);
        while (property.find()) {
            if (property.group(1).equals(name) && property.group(3) != null) {
                return Double.parseDouble(property.group(3));
            }
        }
        return 0;
    }

    private static String text(Matcher property) {
        String quoted = property.group(2) == null ? "" : property.group(2);
        return quoted.replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
