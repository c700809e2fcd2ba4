package dev.handrail.shell.show;

import dev.handrail.runbook.Check;
import dev.handrail.runbook.Input;
import dev.handrail.runbook.Recovery;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Section;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Durations;
import dev.handrail.text.Escape;
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
        line("- SHA-256 over the script, its files and its inputs: `" + runbook.digest() + "`");
        line("");
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
        String word =
                step.action() == null ? "only checks" : "`" + step.action().word() + "`";
        line("- Does: " + word + " on " + step.target() + "; risk: "
                + step.ceiling().word());
        step.requires().forEach(check -> check("Requires", check));
        if (step.action() != null) {
            block(new Declared(step.action()).lines());
        }
        if (step.watch() != null) {
            step.watch().checks().forEach(check -> check("Watches meanwhile", check));
        }
        step.checks().forEach(check -> check("Checks", check));
        line("- Rollback: " + wayBack(step.wayBack()));
        clock(step);
        line("");
    }

    private void clock(Step step) {
        if (step.clock() == Step.Clock.OPENS) {
            line("- Opens the maintenance window.");
        } else if (step.clock() == Step.Clock.CLOSES) {
            line("- Closes the maintenance window.");
        }
    }

    private void check(String role, Check check) {
        line("- " + role + ": " + check.title() + ": `"
                + Escape.line(check.question().show()).replace("`", "'") + "`" + check.answersShown());
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
