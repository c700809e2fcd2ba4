package dev.handrail.shell.session;

import dev.handrail.problem.Problem;
import dev.handrail.run.Opening;
import dev.handrail.run.Planner;
import dev.handrail.run.Planner.PlannedStep;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.TargetKind;
import dev.handrail.runbook.TargetRef;
import dev.handrail.target.Preflight.Look;
import dev.handrail.text.Sizes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether one runbook would find what it needs in one environment; nothing is changed, and no lock is taken. */
public record Ready(Session session, Runbook runbook) {
    private static final Map<String, List<String>> TOOLS =
            Map.of("backup", List.of("pg_dump", "pg_restore"), "restore", List.of("pg_restore", "psql"));

    private static final Duration SKEW = Duration.ofSeconds(5);

    /** @return true where nothing is missing */
    public boolean tell() {
        List<Need> needs = new ArrayList<>();
        try (Stage stage = new Stage(session, runbook, session.environment(), Stage.PLAN)) {
            List<Step> steps = runbook.steps().toList();
            List<TargetRef> changed = Opening.changed(runbook);
            Set<TargetRef> touched = new LinkedHashSet<>(Opening.touched(steps));
            touched.addAll(changed);
            List<Look> looks = stage.preflight().targets(touched, changed);
            looks.forEach(look -> needs.add(need(look.needs(), look)));
            if (looks.stream().allMatch(Look::good)) {
                inside(stage, steps, changed, needs);
            }
        }
        needs.forEach(need -> need.tell(session.console()));
        return needs.stream().allMatch(need -> need.remedy() == null);
    }

    private void inside(Stage stage, List<Step> steps, List<TargetRef> changed, List<Need> needs) {
        Set<String> databases = new LinkedHashSet<>();
        changed.stream().filter(t -> t.kind() == TargetKind.DATABASE).forEach(t -> databases.add(t.name()));
        steps.forEach(step -> tools(stage, step, needs));
        databases.forEach(name -> {
            needs.add(need(name + ": sessions", stage.preflight().pooler(name)));
            needs.add(clock(stage, name));
            needs.add(others(stage, name));
            stage.targets()
                    .database(name)
                    .free()
                    .ifPresent(free -> needs.add(new Need(
                            name + ": disk", Sizes.show(free) + " free where its server keeps databases", null)));
        });
        List<PlannedStep> planned = new Planner(stage.environment().name(), stage.targets()).plan(steps);
        planned.forEach(step -> problem(step, needs));
        needs.addAll(new Rights(stage).of(planned, databases));
    }

    private static void problem(PlannedStep step, List<Need> needs) {
        Problem problem = step.problem();
        if (problem != null) {
            needs.add(new Need(step.step().id(), told(problem), problem.remedy()));
        }
    }

    private static Need need(String name, Look look) {
        Problem problem = look.problem();
        return problem == null ? new Need(name, look.found(), null) : new Need(name, told(problem), problem.remedy());
    }

    private static String told(Problem problem) {
        return problem.what() + (problem.why().isEmpty() ? "" : ": " + problem.why());
    }

    private static void tools(Stage stage, Step step, List<Need> needs) {
        Action action = step.action();
        if (action != null) {
            for (String program : TOOLS.getOrDefault(action.word(), List.of())) {
                action.touches().stream()
                        .filter(target -> target.kind() == TargetKind.DATABASE)
                        .map(target -> stage.preflight().client(program, target.name()))
                        .map(look -> need(step.id() + ": " + program, look))
                        .forEach(needs::add);
            }
        }
    }

    /** Nothing fails without it; but who is in the way is not known for one before he is waited for. */
    private static Need others(Stage stage, String name) {
        Map<String, Object> row = stage.targets()
                .database(name)
                .catalog(
                        "select pg_catalog.pg_has_role('pg_read_all_stats', 'usage') sees, current_user as who",
                        Map.of())
                .get(0);
        return new Need(
                name + ": other sessions",
                Boolean.TRUE.equals(row.get("sees"))
                        ? "what they do and since when is seen"
                        : "what they do and since when is not seen: grant pg_read_all_stats to " + row.get("who"),
                null);
    }

    /** Ages of backups, windows and deadlines are told by this machine's clock, times in the database by the server's. */
    private static Need clock(Stage stage, String name) {
        Object there = stage.targets()
                .database(name)
                .catalog("select cast(extract(epoch from pg_catalog.clock_timestamp()) * 1000 as bigint) ms", Map.of())
                .get(0)
                .get("ms");
        Duration apart = Duration.ofMillis(Clock.systemUTC().millis() - ((Number) there).longValue())
                .abs();
        return new Need(
                name + ": clock",
                apart.toMillis() < 1_000
                        ? "as here"
                        : String.format(java.util.Locale.ROOT, "%.1f s apart from here", apart.toMillis() / 1e3),
                apart.compareTo(SKEW) <= 0 ? null : "set the clocks by NTP, here and there: timedatectl set-ntp true");
    }
}
