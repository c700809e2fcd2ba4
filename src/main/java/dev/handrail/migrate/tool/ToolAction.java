package dev.handrail.migrate.tool;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Delegated;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import java.util.ArrayList;
import java.util.List;

/** What the team's own migrator has pending, applied by it. */
public record ToolAction(Tool tool, Project project) implements Action {
    @Override
    public String word() {
        return "migrate";
    }

    /** What a migrator's way back drops nobody can tell beforehand. */
    @Override
    public Risk ceiling() {
        return project.downTo() == null ? Risk.CHANGES : Risk.DESTROYS;
    }

    @Override
    public List<TargetRef> touches() {
        return List.of(TargetRef.database(project.database()));
    }

    @Override
    public Plan plan(Targets targets) {
        Standing standing = Standing.of(tool, project, targets);
        if (project.downTo() != null) {
            List<Course> down = tool.down(standing);
            return plan(standing, down, true, "nothing after " + project.downTo() + " is applied", List.of());
        }
        String checked = project.unchecked() ? "its own check is left out (unchecked)" : tool.checked(standing);
        String all = "everything that " + tool.name() + " knows"
                + (project.upTo() == null ? "" : " up to " + project.upTo()) + " is applied";
        return plan(standing, tool.forward(standing), false, all, List.of(checked));
    }

    static Plan plan(Standing standing, List<Course> courses, boolean back, String nothing, List<String> remarks) {
        List<Delegated> effects = new ArrayList<>();
        List<String> before = standing.shown();
        for (Course course : courses) {
            Delegated effect = new Delegated(
                    standing.project().database(),
                    standing.console().call(course.arguments()),
                    standing.version(),
                    standing.history(),
                    before,
                    course.stages(),
                    back,
                    remarks);
            effects.add(effect);
            before = effect.after();
        }
        return effects.isEmpty() ? Plan.nothing(nothing) : Plan.of(back ? Risk.DESTROYS : Risk.CHANGES, effects);
    }

    @Override
    public WayBack wayBack() {
        return project.downTo() != null || tool.wayBack().isEmpty()
                ? new WayBack.None()
                : new WayBack.By(tool.wayBack(), Risk.DESTROYS, done -> new ToolBack(this, done));
    }
}
