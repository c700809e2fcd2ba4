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
import dev.handrail.runbook.TargetRef;
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
            boolean families = tape.said().stream().anyMatch(c -> c.word().equals("family"));
            reporter.add(
                    Code.NO_RUNBOOK,
                    families ? "the file declares families of steps and no runbook" : "the file declares no runbook",
                    Span.FILE,
                    families
                            ? "name a runbook that includes it: include '"
                                    + source.file().getFileName() + "'"
                            : "write runbook('id', 'Title') { … }");
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
        sections.judge(forward);
        List<Input> inputs = new InputMeaning(tape, reporter).inputs();
        List<Hazard> warnings = reporter.any() ? List.of() : Warnings.of(forward, runbook, reading);
        reporter.stopIfAny();
        Map<String, String> named = new TreeMap<>(files.digests());
        named.put(String.valueOf(source.file().getFileName()), source.digest());
        tape.spoken().forEach(s -> named.put(s.path(), s.digest()));
        tape.listings().forEach(l -> named.put(l.pattern(), Digests.hex(String.join("\n", l.names()))));
        String digest = digest(named, inputs);
        String title = Titles.of(reading, runbook);
        List<TargetRef> targets = reading.declared().targets();
        return new Meant(
                new Runbook(name, title, who, inputs, targets, forward, recoveries, source.file(), digest, named),
                warnings);
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
}
