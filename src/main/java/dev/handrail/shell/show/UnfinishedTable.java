package dev.handrail.shell.show;

import dev.handrail.runbook.Unfinished;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Table;
import dev.handrail.text.Sizes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Halves of backups that killed runs left, as a person and a program read them. */
public record UnfinishedTable(List<Unfinished> left) {
    /** A place is there to be copied: it is never cut. */
    private static final int WIDE = 4096;

    public List<Line> lines() {
        Table table = new Table("DATABASE", "SIZE", "RUN", "PLACE");
        left.forEach(one -> table.row(known(one.database()), Sizes.show(one.bytes()), known(one.run()), one.place()));
        return table.lines(WIDE);
    }

    public List<Map<String, Object>> records() {
        return left.stream().map(UnfinishedTable::record).toList();
    }

    private static String known(String text) {
        return text.isEmpty() ? "?" : text;
    }

    private static Map<String, Object> record(Unfinished one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("unfinished", true);
        fields.put("place", one.place());
        fields.put("database", one.database());
        fields.put("run", one.run());
        fields.put("bytes", one.bytes());
        return fields;
    }
}
