package dev.handrail.migrate;

import dev.handrail.hazard.Accepts;
import dev.handrail.hazard.Batch;
import dev.handrail.hazard.Foresight;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Foreseeing;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Speaking;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL files, each applied once.
 *
 * @param step the step that it stands in ({@code section/step}), for the history
 * @param files in the order in which they are applied
 * @param reverts files of the same names that take them back
 * @param upTo the last file to apply; null: all
 * @param downTo take back everything after this file instead of applying; null: apply
 * @param baseline files up to this one are taken as applied, as they are now; null: none
 * @param accepts hazards that comments above the word take in every file
 */
public record MigrateAction(
        String database,
        String step,
        List<MigrationFile> files,
        List<MigrationFile> reverts,
        @Nullable String upTo,
        @Nullable String downTo,
        @Nullable String baseline,
        Envelope envelope,
        Accepts accepts)
        implements Action, Speaking {
    /** @throws dev.handrail.problem.Problem exit 2 where a file or a name can't be meant as it is written */
    public MigrateAction {
        files = List.copyOf(files);
        reverts = List.copyOf(reverts);
        new Files(files, reverts).check(upTo, downTo, baseline);
    }

    @Override
    public String word() {
        return "migrate";
    }

    @Override
    public Risk ceiling() {
        return downTo != null
                ? backward().ceiling()
                : all().between(baseline, upTo).stream()
                        .map(Script::of)
                        .map(Script::risk)
                        .reduce(Risk.CHANGES, Risk::or);
    }

    @Override
    public List<TargetRef> touches() {
        return List.of(TargetRef.database(database));
    }

    @Override
    public Plan plan(Targets targets) {
        List<Applied> history = Applied.in(targets.database(database));
        if (downTo != null) {
            return backward().foresight(targets, after(history), accepts).in(down(history));
        }
        Foreseeing foreseeing = new Foreseeing(targets, database);
        Forward forward = Forward.of(this, all(), history, (script, done) -> script.seen(foreseeing, done));
        Plan plan = forward.plan();
        if (plan.effects().isEmpty()) {
            return plan;
        }
        Plan taken =
                plan.doing(withHistory(targets, plan.effects())).with(accepts.taking(plan.hazards()), plan.consents());
        return Foresight.of(targets, database, forward.batches()).in(taken);
    }

    /** A history that an earlier handrail made gets its new columns first. */
    private List<Effect> withHistory(Targets targets, List<Effect> effects) {
        List<Effect> all = new ArrayList<>(effects);
        Applied.lacking(targets.database(database))
                .ifPresent(column -> all.add(
                        0,
                        Sql.inTransaction(database, List.of(column), envelope)
                                .titled("the history keeps from now on how long each file took", Map.of())));
        return all;
    }

    Plan plan(List<Applied> history) {
        return downTo == null
                ? Forward.of(this, all(), history, (script, done) -> script).plan()
                : down(history);
    }

    /** What is pending; what is not applied can't be taken back. */
    @Override
    public List<Said> says(Targets targets) {
        List<Applied> history = Applied.in(targets.database(database));
        List<Batch> batches = downTo == null
                ? Forward.of(this, all(), history, (script, done) -> script).batches()
                : List.of();
        return Speaking.all(
                database, batches.stream().flatMap(b -> b.statements().stream()).toList());
    }

    /** The statements of each file that may run, file by file, as they would run. */
    public List<List<Batch>> batches() {
        List<MigrationFile> which = downTo == null ? all().between(baseline, upTo) : reverts;
        return which.stream().map(this::batches).toList();
    }

    /** The statements of a file, and those of the file that takes it back. */
    public record Way(List<Batch> there, List<Batch> back) {}

    /** Of each file that may run and has a revert file. */
    public List<Way> ways() {
        return reverts.isEmpty() || downTo != null
                ? List.of()
                : all().between(baseline, upTo).stream()
                        .flatMap(file ->
                                all()
                                        .revertOf(file.name())
                                        .map(revert -> new Way(batches(file), batches(revert)))
                                        .stream())
                        .toList();
    }

    private List<Batch> batches(MigrationFile file) {
        return Script.of(file).batches(accepts);
    }

    private Plan down(List<Applied> history) {
        return backward().plan(after(history), "nothing after " + downTo + " is applied");
    }

    private List<Applied> after(List<Applied> history) {
        int stays = all().index(downTo);
        return history.stream()
                .filter(row -> all().index(row.name()) > stays)
                .sorted((a, b) -> Integer.compare(all().index(b.name()), all().index(a.name())))
                .toList();
    }

    @Override
    public WayBack wayBack() {
        if (downTo != null || reverts.isEmpty()) {
            return new WayBack.None();
        }
        List<String> oneWay = all().oneWay();
        return new WayBack.By(
                "revert files, newest first" + (oneWay.isEmpty() ? "" : "; there is none for " + Files.some(oneWay)),
                backward().ceiling(),
                done -> new MigrateBack(this, all(), done));
    }

    private Files all() {
        return new Files(files, reverts);
    }

    private Backward backward() {
        return new Backward(database, envelope, all());
    }
}
