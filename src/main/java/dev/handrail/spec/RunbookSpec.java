package dev.handrail.spec;

import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;
import dev.handrail.report.Markdown;
import dev.handrail.report.RunReport;
import dev.handrail.report.RunReport.StepReport;
import dev.handrail.run.Asked;
import dev.handrail.run.OutOfTime;
import dev.handrail.run.Planner.PlannedStep;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import dev.handrail.shell.session.Session;
import dev.handrail.shell.session.Stage;
import dev.handrail.text.SqlText;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.spockframework.runtime.model.SpecMetadata;
import spock.lang.Specification;

/**
 * The base of a specification that tests a runbook: {@code shop.spec.groovy} beside {@code shop.groovy}, run by
 * {@code handrail test}. Each feature has the runbook for itself, on the sandbox: fresh databases, empty caches,
 * stand-ins for services, and an operator who says yes to everything and quits after a failure, until it is told
 * otherwise. Nothing of it can reach another environment.
 *
 * <p>A step is named as in the runbook, {@code section/step}.
 */
@SpecMetadata(filename = "RunbookSpec.java", line = 1)
public abstract class RunbookSpec extends Specification {
    private @Nullable Trial trial;

    /**
     * The runbook: the file of the specification's own name beside it. Override it for another one.
     *
     * @return its path
     */
    protected Path runbook() {
        try {
            Path own = Path.of(getClass()
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own.resolveSibling(own.getFileName().toString().replaceFirst("\\.spec\\.groovy$", ".groovy"));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Trial trial() {
        if (trial == null) {
            trial = new Trial(runbook());
        }
        return trial;
    }

    /** Gives up what the feature worked with; called by Spock. */
    public void cleanup() {
        Trial over = trial;
        trial = null;
        if (over != null) {
            LastWords.keep(over.printed());
            over.close();
        }
    }

    // ---- before it runs ----

    /** Sets an input of the runbook, as {@code --set name=value} does. */
    public void input(String name, Object value) {
        trial().input(name, value);
    }

    /**
     * Writes a file beside the runbook, for this feature alone.
     *
     * @param path relative to the runbook
     */
    public void file(String path, String text) {
        trial().write(path, text, false);
    }

    /**
     * Puts a program first on PATH for the runbook's {@code command}, for this feature alone.
     *
     * @param script all of it, its first line {@code #!/bin/sh}
     */
    public void program(String name, String script) {
        trial().write(trial().sandbox() + "/bin/" + name, script, true);
    }

    /**
     * Says how a service or a metrics server answers, for this feature alone.
     *
     * @param yaml as in {@code sandbox/NAME.yml}
     */
    public void service(String name, String yaml) {
        trial().write(trial().sandbox() + "/" + name + ".yml", yaml, false);
    }

    /**
     * Runs SQL in a database of the runbook, each statement committed by itself.
     *
     * @param database as the runbook calls it
     */
    public void execute(String database, String sql) {
        String name = trial().runbook().name();
        looking(targets -> targets.database(database).identity());
        Grounds.sandbox().execute(name, database, sql);
    }

    // ---- what the operator answers ----

    /**
     * Answers a step's question: {@code y s m b q o} as in the terminal, or the text that a manual step asks for. Said
     * twice, it answers twice, in order.
     */
    public void answer(String step, String key) {
        trial().operator.decides(step, key);
    }

    /** Answers a failure of a step: {@code r f s m t b q} as in the terminal. */
    public void onFailure(String step, String key) {
        trial().operator.chooses(step, key);
    }

    /** Says of an effect whose end nobody saw and nothing proves, whether it happened. */
    public void outcome(String step, boolean done) {
        trial().operator.tells(step, done);
    }

    /** What follows where a step does not fit into the maintenance window: {@code stop rollback continue}, the default. */
    public void onWindow(String then) {
        trial().operator.onWindow(OutOfTime.Then.valueOf(then.toUpperCase(Locale.ROOT)));
    }

    /** Refuses a kind of consent, e.g. {@code end-sessions}; all others are given. */
    public void refuse(String consent) {
        trial().operator.refuses(consent);
    }

    // ---- what goes wrong ----

    /** Lets the step's next effect fail before anything is sent, once. */
    public void failAt(String step) {
        trial().faults.arrange("forward", step, Fault.FAILS);
    }

    /** Lets the step's way back fail at its next effect before anything is sent, once. */
    public void failBackAt(String step) {
        trial().faults.arrange("rollback", step, Fault.FAILS);
    }

    /** Does the step's next effect and lets nobody see how it ended, once: as a connection that is cut at the end. */
    public void cutAt(String step) {
        trial().faults.arrange("forward", step, Fault.CUT);
    }

    /** Kills the program once the step's next effect is done, before that is on record, once. */
    public void killAfter(String step) {
        trial().faults.arrange("forward", step, Fault.KILLED);
    }

    // ---- what is done ----

    /** Runs it from start to end, or to where it stops. */
    public void run() {
        trial().run(null, null);
    }

    /** Runs it and stops before a step, as {@code --until} does. */
    public void runUntil(String step) {
        trial().run(null, step);
    }

    /** Goes on with the run, as {@code handrail resume} does. */
    public void resume() {
        trial().resume();
    }

    /** Takes back what was done. */
    public void rollback() {
        trial().rollback(null, null);
    }

    /** Takes back what was done, down to a step. */
    public void rollbackTo(String step) {
        trial().rollback(step, null);
    }

    /** Goes back by a recovery of the runbook. */
    public void rollbackBy(String recovery) {
        trial().rollback(null, recovery);
    }

    // ---- what came of it ----

    /** The exit code of what was done last; -1 where it was killed. */
    public int getExit() {
        return trial().exit();
    }

    /** True where what was done last was killed. */
    public boolean isKilled() {
        return trial().killed();
    }

    /** Why it could not begin; null where it did. */
    public @Nullable Problem getProblem() {
        return trial().problem();
    }

    /** What the program printed so far. */
    public String getPrinted() {
        return trial().printed();
    }

    /** The run as the report has it: state, steps with decisions, effects, checks. */
    public RunReport getReport() {
        return trial().report().orElseThrow(() -> new AssertionError("nothing ran: " + trial().problem()));
    }

    /** The report in Markdown, as {@code handrail report} writes it. */
    public String getMarkdown() {
        return Markdown.of(getReport());
    }

    /** One step of the report. */
    public StepReport step(String step) {
        return getReport().steps().stream()
                .filter(s -> s.id().equals(step))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no step " + step + " in the report, but " + ids()));
    }

    private List<String> ids() {
        return getReport().steps().stream().map(StepReport::id).toList();
    }

    /** A step's state: {@code done}, {@code skipped}, {@code failed}, {@code rolled-back} … */
    public String state(String step) {
        return step(step).state();
    }

    /** The last decision at a step: {@code yes}, {@code skip}, {@code by-hand} … */
    public String decision(String step) {
        List<RunReport.DecisionReport> all = step(step).decisions();
        return all.isEmpty() ? "" : all.get(all.size() - 1).decision();
    }

    /** What was done in a step, as it was shown: forward, and done. */
    public List<String> effects(String step) {
        return step(step).effects().stream()
                .filter(e -> e.phase().equals("forward") && e.state().equals("done"))
                .flatMap(e -> e.shown().stream())
                .toList();
    }

    /** The steps that were asked about, in order. */
    public List<String> getAsked() {
        return trial().operator.asked().stream()
                .map(Asked::step)
                .map(dev.handrail.runbook.Step::id)
                .toList();
    }

    // ---- what would be done, and what is there ----

    /** Every step planned as {@code handrail plan} does, by its id. */
    public Map<String, PlannedStep> getPlan() {
        Map<String, PlannedStep> plan = new java.util.LinkedHashMap<>();
        trial().plan().steps().forEach(s -> plan.put(s.step().id(), s));
        return plan;
    }

    /** The one value that a query answers; null where there is no row. */
    public @Nullable Object value(String database, String sql) {
        return asked(database, sql).value();
    }

    /** The rows that a query answers. */
    public List<List<@Nullable Object>> rows(String database, String sql) {
        return asked(database, sql).rows();
    }

    private Reading asked(String database, String sql) {
        return looking(targets ->
                targets.database(database).ask(SqlText.of(sql, Position.NOWHERE).single(), targets.values()));
    }

    /** What a reading command says of a cache: {@code redis('catalogue', 'get', 'product:1')}. */
    public @Nullable Object redis(String cache, String command, String... arguments) {
        return looking(targets -> targets.cache(cache).ask(command, List.of(arguments)))
                .value();
    }

    private <T> T looking(Function<Targets, T> look) {
        Session session = trial().session();
        try (Stage stage = new Stage(session, trial().runbook(), session.environment(), "trial")) {
            return look.apply(stage.targets());
        }
    }
}
