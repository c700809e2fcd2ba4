package dev.handrail.spec;

import dev.handrail.dsl.Mode;
import dev.handrail.dsl.mistake.Mistakes;
import dev.handrail.dsl.source.Beside;
import dev.handrail.journal.Journal;
import dev.handrail.journal.JournalReader;
import dev.handrail.problem.Problem;
import dev.handrail.report.Fold;
import dev.handrail.report.RunReport;
import dev.handrail.run.Answers;
import dev.handrail.run.Operator;
import dev.handrail.run.Selection;
import dev.handrail.runbook.Performer;
import dev.handrail.runbook.Runbook;
import dev.handrail.settings.Bindings;
import dev.handrail.shell.out.Colour;
import dev.handrail.shell.out.Telling;
import dev.handrail.shell.session.Options;
import dev.handrail.shell.session.Planned;
import dev.handrail.shell.session.Rehearsal;
import dev.handrail.shell.session.Request;
import dev.handrail.shell.session.Resuming;
import dev.handrail.shell.session.Seat;
import dev.handrail.shell.session.Session;
import dev.handrail.shell.session.Starting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One runbook, tried once from fresh databases and empty caches: what a feature of a specification works with. */
final class Trial implements Rehearsal, AutoCloseable {
    final ByStep operator = new ByStep();
    final Faults faults = new Faults();
    private final Map<String, String> inputs = new HashMap<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final String id = "trial-" + UUID.randomUUID();
    private final Path original;
    private @Nullable Path copy;
    private @Nullable Runbook fresh;
    private int exit = -1;
    private boolean killed;
    private @Nullable Problem problem;

    Trial(Path runbook) {
        this.original = runbook.toAbsolutePath().normalize();
    }

    void input(String name, Object value) {
        inputs.put(name, String.valueOf(value));
    }

    /** Writes a file of the runbook's project for this trial alone: from now on it works on a copy. */
    void write(String path, String text, boolean program) {
        try {
            Path file = script().resolveSibling(path).normalize();
            if (copy == null) {
                copy = Files.createTempDirectory("trial").resolve("runbooks");
                Folders.copy(new Beside(original).root(), copy);
                file = script().resolveSibling(path).normalize();
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            if (program) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder in which the sandbox's files of the runbook lie, relative to the script. */
    String sandbox() {
        String stem = String.valueOf(original.getFileName()).replaceFirst("\\.groovy$", "");
        return Files.isDirectory(original.resolveSibling(stem).resolve("sandbox")) ? stem + "/sandbox" : "sandbox";
    }

    private Path script() {
        return copy == null
                ? original
                : copy.resolve(new Beside(original).root().relativize(original).toString());
    }

    /** The runbook as it is now; the first time, what the sandbox has of it is given up. */
    Runbook runbook() {
        Runbook loaded = load();
        if (fresh == null) {
            fresh = loaded;
            Grounds.clear(loaded.name());
        }
        return loaded;
    }

    private Runbook load() {
        try {
            return session().books().loader().load(script(), inputs, Mode.RUN).runbook();
        } catch (Mistakes mistakes) {
            throw new AssertionError(mistakes.told(), mistakes);
        }
    }

    Session session() {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Path folder = script().getParent();
        Seat seat = new Seat(out, out, Map.of(), folder, Optional::empty, () -> 100, false, false, false);
        Options options = new Options(
                "sandbox",
                inputs,
                false,
                Colour.NEVER,
                true,
                Grounds.home(),
                false,
                false,
                Telling.USUAL,
                Bindings.NONE);
        return new Session(seat, options, this);
    }

    Planned plan() {
        return Planned.of(session(), runbook());
    }

    void run(@Nullable String from, @Nullable String until) {
        Request request = new Request(
                Answers.NONE, new Selection(from, until, null), Map.of(), null, id, Map.of("trial", "yes"), null, null);
        Runbook loaded = runbook();
        ended(() -> new Starting(session(), request, null).start(loaded).status());
    }

    void resume() {
        ended(() -> resuming().forward(session().runs().find(id)).status());
    }

    void rollback(@Nullable String to, @Nullable String by) {
        ended(() -> resuming().back(session().runs().find(id), to, by).status());
    }

    private Resuming resuming() {
        return new Resuming(session(), Request.NOTHING.at(script().toString()), true);
    }

    private void ended(Supplier<Integer> work) {
        killed = false;
        problem = null;
        try {
            exit = work.get();
        } catch (Killed blow) {
            killed = true;
            exit = -1;
        } catch (Problem told) {
            problem = told;
            printed.writeBytes(("problem: " + told.what() + "\n  where: " + told.where() + "\n  why: " + told.why()
                            + "\n  do: " + told.remedy() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            exit = told.exitCode().status();
        } finally {
            report().ifPresent(r -> Coverage.take(original, load(), r));
        }
    }

    int exit() {
        return exit;
    }

    boolean killed() {
        return killed;
    }

    @Nullable
    Problem problem() {
        return problem;
    }

    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** The run so far; empty before it began. */
    Optional<RunReport> report() {
        Path journal = session().home().run(id).resolve(Journal.FILE);
        return Files.exists(journal)
                ? Optional.of(Fold.of(JournalReader.read(journal).entries()))
                : Optional.empty();
    }

    @Override
    public Operator operator() {
        return operator;
    }

    @Override
    public Performer around(Performer real) {
        return faults.around(real);
    }

    @Override
    public void close() {
        if (copy != null) {
            Folders.remove(copy.getParent());
        }
    }
}
