package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.source.Digests;
import dev.handrail.dsl.source.Source;
import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Tape;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Input;
import dev.handrail.runbook.Recovery;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Runbook.About;
import dev.handrail.runbook.Section;
import dev.handrail.runbook.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A whole file: from its tape to the model. */
public final class RunbookMeaning {
    private final Source source;
    private final Tape tape;
    private final Reporter reporter;

    public RunbookMeaning(Source source, Tape tape, Reporter reporter) {
        this.source = source;
        this.tape = tape;
        this.reporter = reporter;
    }

    /** A runbook and what is worth a second look in it. */
    public record Meant(Runbook runbook, List<Hazard> warnings) {}

    /** @throws dev.handrail.dsl.mistake.Mistakes with every mistake, those found before included */
    public Meant meant() {
        language();
        List<Call> runbooks =
                tape.said().stream().filter(c -> c.word().equals("runbook")).toList();
        if (runbooks.isEmpty()) {
            reporter.add(
                    Code.NO_RUNBOOK, "the file declares no runbook", Span.FILE, "write runbook('id', 'Title') { … }");
        }
        if (runbooks.size() > 1) {
            reporter.add(
                    Code.TWO_RUNBOOKS,
                    "the file declares a second runbook",
                    runbooks.get(1).site().word(),
                    "keep one runbook in each file");
        }
        reporter.stopIfAny(runbooks.isEmpty());
        return meant(runbooks.get(0));
    }

    private void language() {
        for (Call said : tape.said()) {
            if (said.word().equals("language") && !"1".equals(String.valueOf(said.argument(0)))) {
                reporter.add(
                        Code.BAD_VALUE,
                        "this handrail reads language 1",
                        said.site().argument(0),
                        "write: language 1, or install the version that reads language " + said.argument(0));
            }
        }
    }

    private Meant meant(Call runbook) {
        Files files = new Files(source.file());
        Reading reading = new Reading(reporter, files, Declared.in(runbook));
        AboutMeaning about = new AboutMeaning(reading, runbook);
        String name = Titles.id(reading, runbook, new HashMap<>());
        About who = about.about();
        about.refuseDuplicates();
        Sections sections = new Sections(reading, runbook);
        List<Section> forward = sections.sections();
        List<Recovery> recoveries = sections.recoveries();
        if (forward.stream().allMatch(s -> s.steps().isEmpty())) {
            reporter.add(
                    Code.NO_RUNBOOK,
                    "the runbook has no step",
                    runbook.site().word(),
                    "add section('id') { step('id') { … } }");
        }
        sections.judgeReferences();
        Windows.judge(reporter, forward);
        List<Input> inputs = inputs();
        List<Hazard> warnings = reporter.any() ? List.of() : Warnings.of(forward);
        reporter.stopIfAny();
        Map<String, String> digests = new TreeMap<>(files.digests());
        digests.put(String.valueOf(source.file().getFileName()), source.digest());
        return new Meant(
                new Runbook(
                        name,
                        Titles.of(reading, runbook),
                        who,
                        inputs,
                        reading.declared().targets(),
                        forward,
                        recoveries,
                        source.file(),
                        digest(digests, inputs),
                        digests),
                warnings);
    }

    private List<Input> inputs() {
        List<Input> inputs = new ArrayList<>();
        Map<String, Call> names = new HashMap<>();
        for (Call said : tape.said()) {
            if (said.word().equals("input")) {
                String name = String.valueOf(said.argument(0));
                if (names.putIfAbsent(name, said) != null) {
                    reporter.add(
                            Code.DUPLICATE_ID,
                            "there are two inputs '" + name + "'",
                            said.site().argument(0),
                            "give one of them another name");
                }
                inputs.add(input(said, name));
            }
        }
        return inputs;
    }

    private Input input(Call said, String name) {
        List<?> choices = said.named().get("choices") instanceof List<?> all ? all : List.of();
        Object value = said.argument(1);
        return new Input(
                name,
                String.valueOf(said.named().get("type")),
                String.valueOf(said.argument(2)),
                value instanceof java.time.Duration duration
                        ? dev.handrail.text.Durations.show(duration)
                        : String.valueOf(value),
                Boolean.TRUE.equals(said.named().get("required")),
                choices.stream().map(String::valueOf).toList(),
                reporter.position(said.site().word()));
    }

    private static String digest(Map<String, String> files, List<Input> inputs) {
        StringBuilder text = new StringBuilder("handrail runbook 1\n");
        files.forEach(
                (name, digest) -> text.append(digest).append(' ').append(name).append('\n'));
        Map<String, String> values = new TreeMap<>();
        inputs.forEach(i -> values.put(i.name(), String.valueOf(i.value())));
        values.forEach((name, value) ->
                text.append("input ").append(Digests.hex(name + "\0" + value)).append('\n'));
        return Digests.hex(text.toString());
    }

    /** Steps of the file, section by section. */
    private static final class Sections {
        private final Reading reading;
        private final Call runbook;
        private final References references;
        private final Map<String, Call> ids = new HashMap<>();
        private final Map<String, Call> steps = new java.util.LinkedHashMap<>();

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

        void judgeReferences() {
            steps.forEach(references::judge);
        }
    }
}
