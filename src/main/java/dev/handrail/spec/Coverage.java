package dev.handrail.spec;

import dev.handrail.report.RunReport;
import dev.handrail.report.RunReport.StepReport;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.WayBack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What of each runbook the trials of this process have taken: its steps, its ways back, and what may fail. */
public final class Coverage {
    private static final Map<Path, Coverage> ALL = new TreeMap<>();

    private final String runbook;
    private final Set<String> steps;
    private final Set<String> waysBack;
    private final Set<String> branches;
    private final Set<String> done = new LinkedHashSet<>();
    private final Set<String> takenBack = new LinkedHashSet<>();
    private final Set<String> failed = new LinkedHashSet<>();

    private Coverage(Runbook runbook) {
        this.runbook = runbook.name();
        List<Step> all = new ArrayList<>(runbook.steps().toList());
        runbook.recoveries().forEach(r -> all.addAll(r.steps()));
        this.steps = ids(all);
        this.waysBack = ids(
                runbook.steps().filter(s -> s.wayBack() instanceof WayBack.By).toList());
        this.branches = ids(runbook.steps()
                .filter(s -> s.action() != null && s.action().ceiling().exceeds(Risk.READS))
                .toList());
    }

    private static Set<String> ids(Collection<Step> steps) {
        return steps.stream().map(Step::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static synchronized void take(Path file, Runbook runbook, RunReport report) {
        Coverage own = ALL.computeIfAbsent(file, f -> new Coverage(runbook));
        report.steps().forEach(own::take);
    }

    private void take(StepReport step) {
        boolean worked = step.effects().stream().anyMatch(e -> e.state().equals("done"));
        if (worked || !step.checks().isEmpty() || step.nothing() != null) {
            done.add(step.id());
        }
        if (step.effects().stream()
                .anyMatch(e -> e.phase().equals("rollback") && e.state().equals("done"))) {
            takenBack.add(step.id());
        }
        if (!step.problem().isEmpty()
                || step.effects().stream().anyMatch(e -> !e.state().equals("done"))) {
            failed.add(step.id());
        }
    }

    /** A line for each runbook, and under it what was never taken. */
    public static synchronized List<String> told() {
        List<String> lines = new ArrayList<>();
        ALL.values().forEach(own -> own.tell(lines));
        return lines;
    }

    private void tell(List<String> lines) {
        lines.add(runbook + "  steps " + share(done, steps) + ", rollbacks " + share(takenBack, waysBack)
                + ", failures " + share(failed, branches));
        never(lines, "never done", done, steps);
        never(lines, "never taken back", takenBack, waysBack);
        never(lines, "never failed", failed, branches);
    }

    private static String share(Set<String> taken, Set<String> of) {
        return of.stream().filter(taken::contains).count() + " of " + of.size();
    }

    private static void never(List<String> lines, String what, Set<String> taken, Set<String> of) {
        List<String> left = of.stream().filter(s -> !taken.contains(s)).toList();
        if (!left.isEmpty()) {
            lines.add("  " + what + ": " + String.join(", ", left));
        }
    }
}
