package dev.handrail.shell.check;

import dev.handrail.dsl.Loaded;
import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Mistake;
import dev.handrail.dsl.mistake.Mistakes;
import dev.handrail.hazard.Creations;
import dev.handrail.partition.PartitionAction;
import dev.handrail.problem.Position;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Always;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Objection;
import dev.handrail.runbook.Speaking;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every SQL of a runbook, in the order in which it comes, read by the databases that it is meant for. */
public final class Against {
    /** Words after which a database may hold anything. */
    private static final Set<String> OPAQUE = Set.of("command", "restore");

    private static final Set<String> KEYS = Set.of("index", "constraint");

    private final Targets targets;
    private final Path folder;
    private final Map<String, Creations> creations = new HashMap<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final List<Statement> settings = new ArrayList<>();
    /** The last step after which anything may be there; empty: none. */
    private String opaque = "";

    private Against(Targets targets, Path folder) {
        this.targets = targets;
        this.folder = folder;
    }

    /**
     * The runbook, judged.
     *
     * @param folder from which positions name files
     * @throws dev.handrail.problem.Problem exit 7 where a database can't be reached
     */
    public static Checked judged(Path file, Loaded loaded, Targets targets, Path folder) {
        Against against = new Against(targets, folder);
        loaded.runbook().steps().forEach(against::step);
        loaded.runbook().recoveries().forEach(r -> r.steps().forEach(against::step));
        return against.mistakes.isEmpty()
                ? new Checked(file, loaded, null, List.of(), against.remarks)
                : new Checked(file, null, new Mistakes(against.mistakes), List.of(), against.remarks);
    }

    private void step(Step step) {
        step.requires().forEach(c -> check(c, step));
        if (step.when() != null) {
            check(step.when(), step);
        }
        action(step.action(), step);
        if (step.watch() != null) {
            step.watch().checks().forEach(c -> check(c, step));
        }
        step.checks().forEach(c -> check(c, step));
        step.remedies().forEach(r -> action(r.action(), step));
        if (step.wayBack() instanceof WayBack.By by && by.action() instanceof Always authors) {
            action(authors.action(), step);
        }
        step.rollbackChecks().forEach(c -> check(c, step));
    }

    private void action(@Nullable Action action, Step step) {
        if (action == null) {
            return;
        }
        said(action, step.position());
        action.asks().forEach(c -> check(c, step));
        String by = "step " + step.id();
        if (OPAQUE.contains(action.word()) || action.word().equals("migrate") && !(action instanceof Speaking)) {
            opaque = by;
            creations.values().forEach(c -> c.anything(by));
        }
        if (action instanceof PartitionAction partition) {
            String name = partition.table().substring(partition.table().lastIndexOf('.') + 1);
            made(partition.database()).family(name + "_", by);
        }
        if (KEYS.contains(action.word())) {
            targetsOf(action).forEach(database -> made(database).keyed(by));
        }
    }

    private static Stream<String> targetsOf(Action action) {
        return action.touches().stream().map(t -> t.name());
    }

    private void check(Check check, Step step) {
        said(check.question(), check.position());
        Stream.concat(check.expects().stream(), check.warns().stream()).forEach(e -> said(e, check.position()));
    }

    /** @param place where it stands, for what has no place of its own */
    private void said(Object who, Position place) {
        if (!(who instanceof Speaking speaking)) {
            return;
        }
        String file = "";
        settings.clear();
        for (Speaking.Said one : speaking.says(targets)) {
            Statement statement = one.statement();
            if (!statement.position().file().equals(file)) {
                settings.clear();
                file = statement.position().file();
            }
            if (statement.sent()) {
                statement(one.database(), statement, place);
            }
        }
    }

    private void statement(String database, Statement statement, Position place) {
        Creations made = made(database);
        Optional<Objection> found = targets.database(database).objection(statement, settings);
        found.ifPresent(objection -> told(objection, statement, made, place));
        made.after(statement);
        if (statement.sql().matches("(?is)set\\s+((local|session)\\s+)?(search_path|schema)\\b.*")) {
            settings.add(statement);
        }
    }

    private void told(Objection objection, Statement statement, Creations made, Position place) {
        Position at = objection.position().line() > 0 ? objection.position() : place;
        Optional<String> excuse = made.excuse(objection, statement);
        if (excuse.isPresent()) {
            remarks.add(new Remark(at, excuse.get()));
        } else if (mistaken(objection, statement)) {
            mistakes.add(new Mistake(
                    Code.REFUSED_SQL.id(),
                    objection.what(),
                    at,
                    line(at),
                    1,
                    objection.remedy(),
                    List.of(),
                    null,
                    List.of()));
        } else {
            remarks.add(new Remark(at, objection.what()));
        }
    }

    /** Rights, locks and time say nothing of the SQL; types of values that are not known yet may fit. */
    private static boolean mistaken(Objection objection, Statement statement) {
        String state = objection.state();
        boolean open = !statement.values().isEmpty() && (state.equals("42P18") || state.equals("42725"));
        boolean sql = state.startsWith("42") || state.equals("3F000");
        return sql && !state.equals("42501") && !open;
    }

    private Creations made(String database) {
        return creations.computeIfAbsent(database, d -> {
            Creations made = new Creations();
            made.anything(opaque);
            return made;
        });
    }

    private String line(Position at) {
        try (Stream<String> lines = Files.lines(folder.resolve(at.file()))) {
            return lines.skip(Math.max(0, at.line() - 1L)).findFirst().orElse("");
        } catch (IOException | java.io.UncheckedIOException e) {
            return "";
        }
    }
}
