package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.target.inventory.Choice;
import dev.handrail.target.inventory.Differences;
import dev.handrail.target.inventory.InventoryFile;
import dev.handrail.target.inventory.Item;
import dev.handrail.target.inventory.Sequences;
import dev.handrail.target.inventory.Taking;
import dev.handrail.target.inventory.Terms;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Takes stock of a database beside its rows while it is dumped: of all that has versions in the dump's own snapshot, of
 * sequences before and after pg_dump read them.
 *
 * @param folder the backup's own, not pg_dump's
 */
record Stock(Login login, Path folder, boolean content, Execution execution) {
    /**
     * To be called when the snapshot is taken and pg_dump not yet begun.
     *
     * @return why it can't be taken; empty where it can
     */
    String begin() {
        try (Maintenance now = sequences()) {
            before().write(new Sequences(now, Choice.ALL));
            return "";
        } catch (IOException e) {
            throw Folders.failed("can't be written", before().path(), e);
        } catch (Problem e) {
            return without(e, before());
        }
    }

    private InventoryFile before() {
        return new InventoryFile(folder.resolve("sequences"));
    }

    /** What a sequence is is read outside of transactions: no lock on it is held for longer than that. */
    private Maintenance sequences() {
        Maintenance session = Maintenance.open(login, "sequences", null);
        Reading.prepare(session);
        return session;
    }

    /**
     * Writes it beside the dump. A dump is worth having where it can't be taken: then that is said.
     *
     * @param session that holds the snapshot
     * @param hindrance as {@link #begin} told it
     */
    Provenance.Taken taken(Maintenance session, Choice choice, Path dump, String hindrance) {
        InventoryFile file = InventoryFile.in(dump);
        if (!hindrance.isEmpty()) {
            return not(hindrance);
        }
        try (Maintenance now = sequences()) {
            return before().read(before -> written(
                    file,
                    new Taking(session, choice, counting(session), content)
                            .bounded(before, new Sequences(now, choice))));
        } catch (IOException e) {
            throw Folders.failed("can't be read", before().path(), e);
        } catch (Problem e) {
            return not(without(e, file));
        }
    }

    /** A server that is gone is another matter. */
    private Provenance.Taken not(String why) {
        String remark = "what the database holds beside rows could not be taken down: " + why;
        execution.said(remark);
        return new Provenance.Taken(Map.of(), List.of(remark));
    }

    private static String without(Problem up, InventoryFile file) {
        if (up.exitCode() == ExitCode.UNREACHABLE) {
            throw up;
        }
        remove(file);
        return up.what();
    }

    private static Provenance.Taken written(InventoryFile file, Iterator<Item> items) {
        try {
            return new Provenance.Taken(file.write(items), List.of());
        } catch (IOException e) {
            throw EffectFailure.failed(
                    file.path() + " can't be written", "", String.valueOf(e.getMessage()), "make room, then resume");
        }
    }

    private static void remove(InventoryFile file) {
        try {
            Files.deleteIfExists(file.path());
        } catch (IOException e) {
            throw Folders.failed("can't be removed", file.path(), e);
        }
    }

    private Function<String, String> counting(Maintenance session) {
        return counting(session, content, execution);
    }

    private static Function<String, String> counting(Maintenance session, boolean content, Execution execution) {
        return view -> {
            if (execution.cancelled()) {
                throw EffectFailure.cancelled(execution.cancelReason());
            }
            Reading.Found found = Reading.of(content).of(session, view);
            return found.rows() + " rows" + (found.hash().isEmpty() ? "" : ", content " + found.hash());
        };
    }

    /**
     * How a restored copy differs from what was taken down beside it.
     *
     * @param files the backup's, as pg_restore reads them
     * @param copy a session in it, prepared for reading
     */
    static Differences between(Path files, Maintenance copy, boolean content, Terms terms, Execution execution) {
        InventoryFile file = InventoryFile.in(files);
        if (!file.there()) {
            return Differences.NONE;
        }
        Iterator<Item> found = new Taking(copy, Choice.ALL, counting(copy, content, execution), content).now();
        try {
            return file.read(expected -> Differences.of(expected, found, terms));
        } catch (IOException e) {
            throw Folders.failed("can't be read", file.path(), e);
        }
    }
}
