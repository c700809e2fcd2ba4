package dev.handrail.shell.show;

import dev.handrail.runbook.Check;
import dev.handrail.runbook.Input;
import dev.handrail.runbook.Recovery;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Section;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Durations;
import dev.handrail.text.Escape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A runbook as Markdown, for reviewers. */
public final class RunbookMarkdown {
    private final StringBuilder text = new StringBuilder();

    private RunbookMarkdown() {}

    public static String of(Runbook runbook) {
        RunbookMarkdown document = new RunbookMarkdown();
        document.head(runbook);
        document.inputs(runbook.inputs());
        runbook.sections().forEach(document::section);
        runbook.recoveries().forEach(document::recovery);
        return document.text.toString();
    }

    private void head(Runbook runbook) {
        line("# " + runbook.name() + ": " + runbook.title());
        line("");
        Runbook.About about = runbook.about();
        if (about.description() != null) {
            line(about.description());
            line("");
        }
        if (about.owner() != null) {
            line("- Owner: " + about.owner());
        }
        about.contacts().forEach(contact -> line("- Contact: " + contact));
        if (about.window() != null) {
            line("- Maintenance window: " + Durations.show(about.window())
                    + (about.between() == null ? "" : ", " + about.between()));
        }
        about.links().forEach(link -> line("- Link: " + link));
        line("- Works on: "
                + String.join(
                        ", ", runbook.targets().stream().map(Object::toString).toList()));
        line("- Steps: " + counts(runbook));
        line("- SHA-256 over the script, its files and its inputs: `" + runbook.digest() + "`");
        line("");
    }

    /** How many steps there are of each risk, those of other ways back left out. */
    private static String counts(Runbook runbook) {
        List<String> counts = new ArrayList<>();
        for (Risk risk : Risk.values()) {
            long count = runbook.steps().filter(s -> s.ceiling() == risk).count();
            if (count > 0) {
                counts.add(count + " " + risk.word());
            }
        }
        return runbook.steps().count() + " (" + String.join(", ", counts) + ")";
    }

    private void inputs(List<Input> inputs) {
        if (inputs.isEmpty()) {
            return;
        }
        line("## Inputs");
        line("");
        for (Input input : inputs) {
            line("- `" + input.name() + "` (" + input.type() + (input.required() ? ", required" : "") + "): "
                    + input.description() + " `" + Objects.requireNonNullElse(input.value(), "") + "`");
        }
        line("");
    }

    private void section(Section section) {
        line("## " + section.id() + ": " + section.title());
        line("");
        if (section.after() != null) {
            line("Due " + Durations.show(section.after()) + " after the sections that are done at once.");
            line("");
        }
        section.notes().forEach(note -> line("> " + note + "\n"));
        section.steps().forEach(this::step);
    }

    private void recovery(Recovery recovery) {
        line("## Another way back: " + recovery.id() + ": " + recovery.title());
        line("");
        recovery.steps().forEach(this::step);
    }

    private void step(Step step) {
        line("### " + step.id() + ": " + step.title());
        line("");
        step.words().notes().forEach(note -> line("> " + note + "\n"));
        if (step.when() != null) {
            check("Skipped unless", step.when());
        }
        step.requires().forEach(check -> check("Requires", check));
        line("- [ ] Asks: " + Asked.of(step));
        String word =
                step.action() == null ? "only checks" : "`" + step.action().word() + "`";
        line("- [ ] Does: " + word + " on " + step.target() + "; risk: "
                + step.ceiling().word());
        if (step.action() != null) {
            block(new Declared(step.action()).lines());
        }
        watch(step);
        step.checks().forEach(check -> check("Checks", check));
        failure(step);
        line("- [ ] Rollback: " + wayBack(step.wayBack()));
        block(Declared.back(step));
        step.rollbackChecks().forEach(check -> check("After the rollback checks", check));
        clock(step);
        line("");
    }

    private void watch(Step step) {
        Step.Watch watch = step.watch();
        if (watch != null) {
            line("- Watches meanwhile every " + Durations.show(watch.every()) + ", tolerates " + watch.tolerate()
                    + " failures in a row");
            watch.checks().forEach(check -> check("Watches", check));
        }
    }

    private void failure(Step step) {
        if (step.timeout() != null) {
            line("- Its effects may take " + Durations.show(step.timeout()) + " together");
        }
        if (step.retry().times() > 0) {
            line("- Tried again " + step.retry().times() + " times, "
                    + Durations.show(step.retry().pause()) + " apart");
        }
        step.words().hints().forEach(hint -> line("- When it fails: " + hint));
        step.remedies().forEach(remedy -> {
            line("- [ ] Remedy: " + remedy.title());
            block(new Declared(remedy.action()).lines());
        });
        step.words().announcements().forEach(text -> line("- Announces: " + text));
    }

    private void clock(Step step) {
        if (step.clock() == Step.Clock.OPENS) {
            line("- Opens the maintenance window.");
        } else if (step.clock() == Step.Clock.CLOSES) {
            line("- Closes the maintenance window.");
        }
    }

    private void check(String role, Check check) {
        String asked = check.question().show();
        boolean several = asked.strip().contains("\n");
        line("- [ ] " + role + ": " + check.title()
                + (several ? "" : ": `" + Escape.line(asked).replace("`", "'") + "`") + check.answersShown()
                + (check.lasting() ? "; lasting: must still hold at resume and at the end" : ""));
        if (several) {
            block(asked.strip().lines().map(String::stripTrailing).toList());
        }
    }

    private static String wayBack(WayBack way) {
        if (way instanceof WayBack.By by) {
            return by.shown();
        }
        if (way instanceof WayBack.Nothing nothing) {
            return "nothing to do: " + nothing.why();
        }
        return way instanceof WayBack.Irreversible never ? "IRREVERSIBLE: " + never.why() : "none; it stays as it is";
    }

    private void block(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        line("");
        line("  ```");
        lines.forEach(l -> line("  " + Escape.line(l).replace("```", "'''")));
        line("  ```");
        line("");
    }

    private void line(String line) {
        text.append(Escape.lines(line)).append('\n');
    }
}
