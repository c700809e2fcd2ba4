package dev.handrail.shell.check;

import dev.handrail.dsl.Loaded;
import dev.handrail.runbook.Hazard;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Told;
import java.util.Map;

/** Lines of JSON. */
final class Records {
    private Records() {}

    static void tell(Console console, Checked one) {
        one.remarks().forEach(remark -> console.record(record(remark)));
        if (one.mistakes() != null) {
            one.mistakes().all().forEach(mistake -> console.record(Told.record(mistake)));
        } else if (one.loaded() == null) {
            Map<String, Object> fields = Told.envelope("checked");
            fields.put("file", one.file());
            fields.put("families", one.families());
            console.record(fields);
        } else {
            one.hazards().forEach(hazard -> console.record(record(hazard)));
            console.record(summary(one, one.loaded()));
        }
    }

    private static Map<String, Object> record(Remark remark) {
        Map<String, Object> fields = Told.envelope("unjudged");
        fields.put("what", remark.why());
        fields.put("file", remark.position().file());
        fields.put("line", remark.position().line());
        fields.put("column", remark.position().column());
        return fields;
    }

    private static Map<String, Object> record(Hazard hazard) {
        Map<String, Object> fields = Told.envelope("hazard");
        fields.put("code", hazard.code());
        fields.put("what", hazard.what());
        fields.put("file", hazard.position().file());
        fields.put("line", hazard.position().line());
        fields.put("column", hazard.position().column());
        fields.put("fix", hazard.safeWay());
        if (hazard.accepted() != null) {
            fields.put("accepted", hazard.accepted());
        }
        return fields;
    }

    private static Map<String, Object> summary(Checked one, Loaded loaded) {
        Map<String, Object> fields = Told.envelope("checked");
        fields.put("file", one.file());
        fields.put("runbook", loaded.runbook().name());
        fields.put("steps", loaded.runbook().steps().count());
        fields.put("hazards", one.hazards().stream().filter(Hazard::open).count());
        fields.put("accepted", one.hazards().stream().filter(h -> !h.open()).count());
        return fields;
    }
}
