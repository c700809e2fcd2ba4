package dev.handrail.shell.session;

import dev.handrail.journal.RunState;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.settings.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Which plan files were used, and by which run: once each. Kept in home, and in the first record of the run. */
record Spent(Session session, PlanFile plan) {
    /**
     * @param run the run that is to use it
     * @throws Problem exit 4 where another run did
     */
    void require(String run) {
        String user = noted().or(this::recorded).orElse(run);
        if (!user.equals(run)) {
            throw used(user);
        }
    }

    /**
     * From now on it is used; before the first record of the run, so that no two runs can begin with it.
     *
     * @throws Problem exit 4 where another run was faster
     */
    void by(String run) {
        try {
            PrivateFiles.folder(note().getParent());
            Path fresh = Files.createFile(note(), PrivateFiles.file());
            Files.writeString(fresh, run, StandardCharsets.UTF_8);
        } catch (FileAlreadyExistsException e) {
            require(run);
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.JOURNAL,
                    "that the plan is used can't be kept",
                    note().toString(),
                    String.valueOf(e.getMessage()),
                    "free the disk or mend the permissions there; no run was opened");
        }
    }

    private Path note() {
        return session.home().root().resolve("plans").resolve(plan.seal());
    }

    private Optional<String> noted() {
        try {
            return Optional.of(Files.readString(note()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("");
        }
    }

    private Optional<String> recorded() {
        return session.runs().all().stream()
                .filter(run -> of(run.state()))
                .map(Runs.Run::id)
                .findFirst();
    }

    private boolean of(RunState state) {
        var held = state.started().plan();
        return held != null && plan.seal().equals(held.get("file"));
    }

    private Problem used(String user) {
        Optional<Runs.Run> run =
                user.isEmpty() ? Optional.empty() : session.runs().at(user);
        String how = run.map(r -> r.open() ? "it is open" : "it is " + r.state().ending())
                .orElse("it left no journal here");
        String again = "make another plan: handrail plan " + plan.text("runbook") + " --out FILE";
        return new Problem(
                ExitCode.UNDECIDED,
                "the plan was used before" + (user.isEmpty() ? "" : ", by run " + user),
                plan.file().toString(),
                "a plan is run once; of that run: " + how,
                run.filter(Runs.Run::open)
                        .map(r -> "go on with it: handrail resume " + user + "\nor " + again)
                        .orElse(again));
    }
}
