package dev.handrail.shell.session;

import dev.handrail.dsl.Mode;
import dev.handrail.journal.Basis;
import dev.handrail.journal.Event;
import dev.handrail.journal.RunState;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Runbook;
import dev.handrail.settings.Environment;
import dev.handrail.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run's runbook and environment, found again as they are now.
 *
 * @param place where the runbook is said to be now, a file or a name; null: where it was
 */
record Reloading(Session session, RunState state, @Nullable String place) {
    /** With the inputs in force; what {@code --set} says comes before them, and differs. */
    Runbook runbook() {
        Map<String, String> inputs = new LinkedHashMap<>(state.basis().inputs());
        inputs.putAll(session.options().inputs());
        return session.books().loader().load(file(), inputs, Mode.RUN).runbook();
    }

    private Path file() {
        if (place != null) {
            return session.books().find(place);
        }
        Basis basis = state.basis();
        Path before = Path.of(basis.file());
        if (Files.exists(before)) {
            return before;
        }
        String name = String.valueOf(before.getFileName()).replaceFirst("\\.groovy$", "");
        Path named = session.books().named().get(name);
        if (named == null) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the run's runbook is not where it was",
                    basis.file(),
                    "there is none called " + name + " under runbooks/ here either",
                    "say where it is now: --runbook FILE");
        }
        return named;
    }

    Environment environment() {
        Event.RunStarted started = state.started();
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
                    "give the same --database, --cache, --service and --metrics again");
        }
        return session.settings().environment(adhoc ? null : started.environment());
    }
}
