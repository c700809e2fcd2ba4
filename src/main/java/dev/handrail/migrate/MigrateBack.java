package dev.handrail.migrate;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Done;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Statement;
import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Takes back what a step's migrate did in this run: the files that it applied, newest first, and no others. */
record MigrateBack(MigrateAction forward, Files files, Done done) implements Action {
    @Override
    public String word() {
        return "migrate";
    }

    @Override
    public Risk ceiling() {
        return backward().ceiling();
    }

    @Override
    public List<TargetRef> touches() {
        return forward.touches();
    }

    @Override
    public Plan plan(Targets targets) {
        List<Applied> history = Applied.in(targets.database(forward.database()));
        Plan plan = plan(history);
        return backward().foresight(targets, rows(history), forward.accepts()).in(plan);
    }

    Plan plan(List<Applied> history) {
        Plan files = backward().plan(rows(history), "nothing that this step applied is there any more");
        List<Sql> baseline = baseline(history);
        List<Effect> effects = new ArrayList<>(files.effects());
        effects.addAll(baseline);
        return baseline.isEmpty() ? files : Plan.of(files.risk().or(Risk.CHANGES), effects);
    }

    /** Newest first. */
    private List<Applied> rows(List<Applied> history) {
        List<String> applied = new ArrayList<>(done.all("applied"));
        Collections.reverse(applied);
        List<Applied> rows = new ArrayList<>(unfinished(history, applied));
        for (String name : applied) {
            history.stream().filter(row -> row.name().equals(name)).forEach(rows::add);
        }
        return rows;
    }

    /** A file that this step left in part. */
    private List<Applied> unfinished(List<Applied> history, List<String> applied) {
        return history.stream()
                .filter(row -> row.run().equals(done.run()) && row.step().equals(done.step()))
                .filter(row -> row.appliedParts() > 0 && !applied.contains(row.name()))
                .toList();
    }

    private List<Sql> baseline(List<Applied> history) {
        List<Statement> rows = done.all("baselined").stream()
                .flatMap(String::lines)
                .filter(name -> history.stream().anyMatch(row -> row.name().equals(name)))
                .map(name -> Statement.ours("delete from handrail.migration where name = ?", Text.of(name)))
                .toList();
        return rows.isEmpty()
                ? List.of()
                : List.of(Sql.inTransaction(forward.database(), rows, forward.envelope())
                        .titled("take back the baseline", Map.of()));
    }

    private Backward backward() {
        return new Backward(forward.database(), forward.envelope(), files);
    }

    @Override
    public WayBack wayBack() {
        return new WayBack.None();
    }
}
