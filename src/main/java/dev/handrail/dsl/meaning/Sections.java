package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.Recovery;
import dev.handrail.runbook.Section;
import dev.handrail.runbook.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Steps of the file, section by section. */
final class Sections {
    private final Reading reading;
    private final Call runbook;
    private final References references;
    private final Map<String, Call> ids = new HashMap<>();
    private final Map<String, Call> steps = new LinkedHashMap<>();

    Sections(Reading reading, Call runbook) {
        this.reading = reading;
        this.runbook = runbook;
        this.references = new References(reading);
    }

    List<Section> sections() {
        return runbook.said("section").stream().map(this::section).toList();
    }

    List<Recovery> recoveries() {
        return runbook.said("recovery").stream()
                .map(r -> {
                    String id = Titles.id(reading, r, ids);
                    return new Recovery(id, Titles.of(reading, r), steps(id, r));
                })
                .toList();
    }

    private Section section(Call said) {
        Options options = new Options(reading, said);
        String id = Titles.id(reading, said, ids);
        return new Section(
                id, Titles.of(reading, said), steps(id, said), options.all("note"), options.duration("after"));
    }

    private List<Step> steps(String section, Call said) {
        Map<String, Call> neighbours = new HashMap<>();
        List<Step> all = new ArrayList<>();
        for (Call step : said.said("step")) {
            String id = section + "/" + Titles.id(reading, step, neighbours);
            steps.put(id, step);
            references.step(id, step);
            all.add(new StepMeaning(reading, step, id).step());
        }
        return all;
    }

    /** What can be judged only once every step is known. */
    void judge(List<Section> forward) {
        if (forward.stream().allMatch(s -> s.steps().isEmpty())) {
            reading.mistake(
                    Code.NO_RUNBOOK,
                    "the runbook has no step",
                    runbook.site().word(),
                    "add section('id') { step('id') { … } }");
        }
        steps.forEach(references::judge);
        Windows.judge(reading.reporter(), forward);
    }
}
