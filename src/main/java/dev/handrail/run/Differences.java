package dev.handrail.run;

import dev.handrail.journal.Basis;
import dev.handrail.journal.RunState;
import dev.handrail.journal.StepState;
import dev.handrail.runbook.Input;
import dev.handrail.runbook.Runbook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What differs between a run as it was last at work and what is found now.
 *
 * @param targets which targets these are now, by declared name
 */
public record Differences(RunState state, Runbook runbook, Map<String, String> targets) {
    private static final String NUMBER = " \\(number \\d+\\)";
    private static final String TIMELINE = ", timeline \\d+";

    /** Each kind once, and only where something differs. */
    public List<Change> all() {
        List<Change> all = new ArrayList<>();
        add(all, Change.Kind.RUNBOOK, ofRunbook());
        add(all, Change.Kind.INPUTS, ofInputs());
        add(all, Change.Kind.TARGET, ofTargets());
        return all;
    }

    private static void add(List<Change> all, Change.Kind kind, List<String> what) {
        if (!what.isEmpty()) {
            all.add(new Change(kind, what));
        }
    }

    /** What the run goes by from here. */
    public Basis now() {
        Map<String, String> all = new LinkedHashMap<>(state.basis().targets());
        all.putAll(targets);
        return new Basis(
                runbook.file().toAbsolutePath().normalize().toString(),
                runbook.digest(),
                runbook.files(),
                inputs(runbook),
                all);
    }

    /** The values in force, as text by name. */
    public static Map<String, String> inputs(Runbook runbook) {
        Map<String, String> inputs = new LinkedHashMap<>();
        for (Input input : runbook.inputs()) {
            if (input.value() != null) {
                inputs.put(input.name(), input.value());
            }
        }
        return inputs;
    }

    private List<String> ofRunbook() {
        List<String> what = files(state.basis().files(), runbook.files());
        if (what.isEmpty()
                && !state.basis().digest().equals(runbook.digest())
                && ofInputs().isEmpty()) {
            what.add("the runbook reads differently, although no file was changed");
        }
        if (!what.isEmpty()) {
            what.addAll(begun());
        }
        return what;
    }

    /** @return what of the files differs, in words */
    public static List<String> files(Map<String, String> then, Map<String, String> now) {
        List<String> what = new ArrayList<>();
        Map<String, String> before = new TreeMap<>(then);
        new TreeMap<>(now).forEach((file, digest) -> {
            String old = before.remove(file);
            if (old == null) {
                what.add("file " + file + " is new");
            } else if (!old.equals(digest)) {
                what.add("file " + file + " was changed");
            }
        });
        before.keySet().forEach(file -> what.add("file " + file + " is gone"));
        return what;
    }

    /** Steps in which something was done, as far as a changed file does not simply leave them as they are. */
    private List<String> begun() {
        List<String> what = new ArrayList<>();
        for (StepState step : state.steps()) {
            int done = step.finished("forward").size();
            boolean known = runbook.step(step.id()).isPresent();
            if (step.hasWork() && !known) {
                what.add("step " + step.id() + (step.settled() ? " was done" : " was begun")
                        + " and is not in the runbook any more: what it did stays, and rollback can't take it back");
            } else if (known && done > 0 && !step.settled()) {
                what.add("step " + step.id() + " is half done: " + done + (done == 1 ? " effect is" : " effects are")
                        + " in place and stay; one that the changed file writes differently is new and will be done");
            }
        }
        return what;
    }

    private List<String> ofInputs() {
        List<String> what = new ArrayList<>();
        Map<String, String> before = new LinkedHashMap<>(state.basis().inputs());
        inputs(runbook).forEach((name, value) -> {
            String old = before.remove(name);
            if (old == null) {
                what.add("input " + name + " is new: '" + value + "'");
            } else if (!old.equals(value)) {
                what.add("input " + name + " was '" + old + "', is '" + value + "'");
            }
        });
        before.keySet().forEach(name -> what.add("the runbook has no input " + name + " any more"));
        return what;
    }

    private List<String> ofTargets() {
        List<String> what = new ArrayList<>();
        state.basis().targets().forEach((target, then) -> {
            String now = targets.get(target);
            if (now == null) {
                return;
            }
            boolean ours = state.swapped().contains(target);
            String before = ours ? then.replaceFirst(NUMBER, "") : then;
            String found = ours ? now.replaceFirst(NUMBER, "") : now;
            if (!before.equals(found)) {
                boolean promoted = before.replaceFirst(TIMELINE, "").equals(found.replaceFirst(TIMELINE, ""));
                what.add(target + " was " + then + ", is " + now
                        + (promoted
                                ? ": a standby was promoted meanwhile, and what was committed last may be missing there"
                                : ""));
            }
        });
        return what;
    }
}
