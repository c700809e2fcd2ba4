package dev.handrail.shell.session;

import dev.handrail.dsl.Mode;
import dev.handrail.journal.Copies;
import dev.handrail.journal.Event;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Runbook;
import dev.handrail.settings.Environment;
import dev.handrail.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run's runbook and environment, found again as they are now.
 *
 * @param place where the runbook is said to be now, a file or a name; null: where it was
 * @param handed true where the run comes from elsewhere: then it does not say which file here is loaded
 */
record Reloading(Session session, Runs.Run run, @Nullable String place, boolean handed) {
    /** With the inputs in force; what {@code --set} says comes before them, and differs. */
    Runbook runbook() {
        Map<String, String> inputs = new LinkedHashMap<>(run.state().basis().inputs());
        inputs.putAll(session.options().inputs());
        return session.books().loader().load(file(), inputs, Mode.RUN).runbook();
    }

    private Path file() {
        if (place != null) {
            return session.books().find(place);
        }
        Path before = Path.of(run.state().basis().file());
        boolean believed = !handed && !Copies.taken(run.folder());
        if (believed && Files.exists(before)) {
            return before;
        }
        String name = String.valueOf(before.getFileName()).replaceFirst("\\.groovy$", "");
        Path named = session.books().named().get(name);
        if (named == null) {
            throw new Problem(
                    ExitCode.WRONG,
                    believed
                            ? "the run's runbook is not where it was"
                            : "the run comes from elsewhere, its runbook does not",
                    before.toString(),
                    "there is none called " + name + " under runbooks/ here",
                    "say where it is here: --runbook FILE");
        }
        return named;
    }

    /** What it said itself when it stopped; a run that was killed said nothing. */
    private String told() {
        List<String> next = run.state().next();
        return next.isEmpty() ? "" : ":\n" + String.join("\n", next);
    }

    Environment environment() {
        Event.RunStarted started = run.state().started();
        String named = session.options().environment();
        boolean adhoc = started.environment().equals(Settings.ADHOC);
        if (named != null && !named.equals(started.environment())) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the run was started on " + started.environment() + ", not on " + named,
                    "--env " + named,
                    "a run stays where it was started",
                    "leave --env out");
        }
        if (adhoc && session.options().bindings().none()) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the run's targets were bound by options, which are not kept",
                    "",
                    "passwords may be in them",
                    "give the same --database, --cache, --service and --metrics again" + told());
        }
        return session.settings().environment(adhoc ? null : started.environment());
    }
}
