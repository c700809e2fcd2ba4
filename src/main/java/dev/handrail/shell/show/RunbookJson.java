package dev.handrail.shell.show;

import dev.handrail.json.Json;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Input;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Section;
import dev.handrail.runbook.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A runbook as JSON, for programs that review or draw it. */
public final class RunbookJson {
    private RunbookJson() {}

    public static String of(Runbook runbook) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("v", 1);
        all.put("name", runbook.name());
        all.put("title", runbook.title());
        all.put("owner", runbook.about().owner());
        all.put("description", runbook.about().description());
        all.put("contacts", runbook.about().contacts());
        all.put("digest", runbook.digest());
        all.put("files", runbook.files());
        all.put("targets", runbook.targets());
        all.put("inputs", runbook.inputs().stream().map(RunbookJson::input).toList());
        all.put(
                "sections",
                runbook.sections().stream().map(RunbookJson::section).toList());
        all.put(
                "recoveries",
                runbook.recoveries().stream()
                        .map(r -> Map.of("id", r.id(), "title", r.title(), "steps", steps(r.steps())))
                        .toList());
        return Json.write(all) + "\n";
    }

    private static Map<String, @Nullable Object> input(Input input) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", input.name());
        fields.put("type", input.type());
        fields.put("description", input.description());
        fields.put("value", input.value());
        fields.put("required", input.required());
        fields.put("choices", input.choices());
        return fields;
    }

    private static Map<String, @Nullable Object> section(Section section) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", section.id());
        fields.put("title", section.title());
        fields.put("notes", section.notes());
        fields.put("steps", steps(section.steps()));
        return fields;
    }

    private static List<Map<String, @Nullable Object>> steps(List<Step> steps) {
        return steps.stream().map(RunbookJson::step).toList();
    }

    private static Map<String, @Nullable Object> step(Step step) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", step.id());
        fields.put("title", step.title());
        fields.put("action", step.action() == null ? null : step.action().word());
        fields.put("target", step.target());
        fields.put("risk", step.ceiling().word());
        fields.put("does", step.action() == null ? List.of() : new Declared(step.action()).lines());
        fields.put("requires", step.requires().stream().map(RunbookJson::check).toList());
        fields.put("checks", step.checks().stream().map(RunbookJson::check).toList());
        fields.put("notes", step.words().notes());
        fields.put("line", step.position().line());
        return fields;
    }

    private static Map<String, Object> check(Check check) {
        return Map.of("title", check.title(), "asks", check.question().show(), "answers", check.answersShown());
    }
}
