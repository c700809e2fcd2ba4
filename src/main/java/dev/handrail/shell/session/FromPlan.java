package dev.handrail.shell.session;

import dev.handrail.dsl.Mode;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.run.Agreed;
import dev.handrail.run.Differences;
import dev.handrail.run.Identities;
import dev.handrail.run.Planner;
import dev.handrail.runbook.Runbook;
import dev.handrail.settings.Environment;
import dev.handrail.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Starts from a plan file: runbook, inputs and environment are the file's, and nothing may have changed since. */
public record FromPlan(Session session, PlanFile plan) {
    /**
     * The environment that the plan was made for.
     *
     * @throws Problem exit 2 where {@code --env} names another, or where its bindings were options and are not given
     */
    Environment environment() {
        String then = plan.text("environment");
        String named = session.options().environment();
        if (named != null && !named.equals(then)) {
            throw contradicts("the plan was made for " + then + ", not for " + named, "--env " + named);
        }
        if (then.equals(Settings.ADHOC) && session.options().bindings().none()) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the plan's targets were bound by options, which are not kept",
                    plan.file().toString(),
                    "passwords may be in them",
                    "give the same --database, --cache, --service and --metrics again");
        }
        return session.settings().environment(then.equals(Settings.ADHOC) ? null : then);
    }

    private Problem contradicts(String what, String where) {
        return new Problem(
                ExitCode.WRONG,
                what,
                where,
                "a plan is run as it was made",
                "leave " + where.replaceFirst("[ =].*", "") + " out, or make another plan: handrail plan "
                        + plan.text("runbook") + " --out FILE");
    }

    /**
     * The runbook that was planned, with the plan's inputs.
     *
     * @param place where it is now, a file or a name; null: where it was, else by its name
     * @throws Problem exit 2 where {@code --set} says otherwise, exit 4 where a file or an input is not what it was
     */
    public Runbook runbook(@Nullable String place) {
        environment();
        Map<String, String> then = plan.texts("inputs");
        session.options().inputs().forEach((name, value) -> {
            if (!value.equals(then.get(name))) {
                String was = then.containsKey(name) ? "says '" + then.get(name) + "'" : "does not have it";
                throw contradicts("of the input " + name + " the plan " + was, "--set " + name + "=" + value);
            }
        });
        Path file = place != null ? session.books().find(place) : file();
        changed(Differences.files(plan.texts("files"), files(file)));
        Runbook runbook = session.books().loader().load(file, then, Mode.RUN).runbook();
        List<String> what = new ArrayList<>(Differences.files(plan.texts("files"), runbook.files()));
        differ(what, "input ", then, Differences.inputs(runbook));
        if (what.isEmpty() && !runbook.digest().equals(plan.text("runbookDigest"))) {
            what.add("the runbook reads differently, although no file was changed");
        }
        changed(what);
        return runbook;
    }

    private Path file() {
        Path then = Path.of(plan.text("file"));
        Path named = session.books().named().get(plan.text("runbook"));
        if (!Files.exists(then) && named == null) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the plan's runbook is not where it was",
                    then.toString(),
                    "there is none called " + plan.text("runbook") + " under runbooks/ here",
                    "say where it is here: handrail run RUNBOOK --plan " + plan.file());
        }
        return Files.exists(then) ? then : named;
    }

    /** Looked at before the runbook is read: what was changed may not be readable any more. */
    private Map<String, String> files(Path script) {
        Path folder = script.toAbsolutePath().normalize().getParent();
        Map<String, String> now = new TreeMap<>();
        for (String name : plan.texts("files").keySet()) {
            boolean itself =
                    name.equals(String.valueOf(Path.of(plan.text("file")).getFileName()));
            Path file = itself ? script : folder.resolve(name);
            if (Files.isRegularFile(file)) {
                now.put(name, Contents.digest(file));
            }
        }
        return now;
    }

    private static void differ(List<String> what, String kind, Map<String, String> then, Map<String, String> now) {
        Map<String, String> before = new LinkedHashMap<>(then);
        now.forEach((name, value) -> {
            String old = before.remove(name);
            if (!value.equals(old)) {
                what.add(kind + name + (old == null ? " is new: " : " was " + old + ", is ") + value);
            }
        });
        before.forEach((name, old) -> what.add(kind + name + " was " + old + ", and is not there now"));
    }

    private void changed(List<String> what) {
        if (!what.isEmpty()) {
            throw new Problem(
                    ExitCode.UNDECIDED,
                    "not everything is as it was when the plan was made",
                    String.join("\n", what),
                    "made at " + plan.text("at") + " by " + plan.text("by") + ", digest "
                            + plan.digest().substring(0, 12)
                            + "; no run was opened",
                    "put it back as it was, or make another plan: handrail plan " + plan.text("runbook")
                            + " --out FILE");
        }
    }

    /** @throws Problem exit 4, with the difference, where a target is another one, or a step would do something else */
    void unchanged(Stage stage, String run) {
        List<String> what = new ArrayList<>();
        differ(what, "", plan.texts("targets"), targets(stage));
        changed(what);
        Planner planner = new Planner(stage.environment().name(), stage.targets());
        Agreed.of(plan.plan())
                .against(planner.plan(stage.runbook().steps().toList()), Agreed.Held.fresh(run))
                .forEach((step, differs) -> differs.forEach(line -> what.add(step + "  " + line)));
        changed(what);
    }

    /** Which targets those of a stage are; the sandbox's stand-ins have another address each time. */
    static Map<String, String> targets(Stage stage) {
        return Identities.bound(
                stage.runbook(), stage.targets(), stage.environment().sandbox());
    }

    /** What the first record of the run keeps of it. */
    Map<String, Object> kept() {
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("digest", plan.digest());
        kept.put("file", plan.seal());
        kept.put("steps", plan.plan().get("steps"));
        return kept;
    }
}
