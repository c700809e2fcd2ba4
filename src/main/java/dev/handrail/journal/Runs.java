package dev.handrail.journal;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The runs that a home folder holds: one folder each, with its journal. */
public record Runs(Path folder) {
    /** One run as its journal tells it. */
    public record Run(String id, Path folder, RunState state) {
        public boolean open() {
            return state.standing() != RunState.Standing.FINISHED;
        }

        /** Nothing will ever be done in it, unless it is taken back. */
        public boolean over() {
            return !open() && state.due().isEmpty();
        }
    }

    /** A run with all of its records. */
    public record Whole(Run run, List<Entry> entries) {}

    /** All readable runs, newest first; those whose journal is altered or has no record yet are left out. */
    public List<Run> all() {
        List<Run> runs = new ArrayList<>();
        folders().forEach(f -> tried(f).map(Whole::run).ifPresent(runs::add));
        runs.sort(Comparator.comparing((Run r) -> r.state().startedAt()).reversed());
        return runs;
    }

    /** The readable runs that are open, newest first; of those that are finished only the end is read. */
    public List<Run> open() {
        List<Run> open = new ArrayList<>();
        for (Path run : folders()) {
            if (!LastRecord.finishes(run.resolve(Journal.FILE))) {
                tried(run).map(Whole::run).filter(Run::open).ifPresent(open::add);
            }
        }
        open.sort(Comparator.comparing((Run r) -> r.state().startedAt()).reversed());
        return open;
    }

    private List<Path> folders() {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(f -> Files.isRegularFile(f.resolve(Journal.FILE)))
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.JOURNAL,
                    "the runs can't be listed",
                    folder.toString(),
                    JournalFile.reason(e),
                    "look whose folder it is, mend its permissions, or give another home with --home DIR");
        }
    }

    /** What is wrong with runs that {@link #all()} leaves out, by their name. */
    public Map<String, Problem> unreadable() {
        Map<String, Problem> broken = new TreeMap<>();
        folders().forEach(run -> {
            try {
                if (!Journal.isHeld(run)) {
                    started(read(run));
                }
            } catch (Problem problem) {
                broken.put(name(run), problem);
            }
        });
        return broken;
    }

    private static Optional<Whole> tried(Path folder) {
        try {
            return Optional.of(read(folder)).filter(whole -> whole.run().state().isStarted());
        } catch (Problem altered) {
            return Optional.empty();
        }
    }

    private static Whole read(Path folder) {
        Path file = folder.resolve(Journal.FILE);
        JournalReader.Read read = JournalReader.read(file);
        JournalReader.mustBeOf(read.run(), name(folder), file);
        return new Whole(new Run(name(folder), folder, read.state()), read.entries());
    }

    /** A journal is never without its first record while somebody counts on it: it was cut, or it never began. */
    private static Whole started(Whole whole) {
        if (whole.run().state().isStarted()) {
            return whole;
        }
        throw nothingIn(whole.run().id(), whole.run().folder().resolve(Journal.FILE));
    }

    private static Problem nothingIn(String id, Path file) {
        return new Problem(
                ExitCode.JOURNAL,
                "the journal of run " + id + " has no whole record",
                file.toString(),
                "the run was cut off before it began, or its journal was emptied",
                "where the run had begun, get the journal back from a copy; where it had not, nothing was done: remove "
                        + file.getParent() + " and start again");
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }

    /**
     * The run by that id, or by an unambiguous beginning of it.
     *
     * @throws Problem exit 2 where there is none, exit 4 where several begin so, exit 8 where it was altered
     */
    public Run find(String id) {
        return whole(id).run();
    }

    /** As {@link #find}, with its records. */
    public Whole whole(String id) {
        return started(read(exact(id).orElseGet(() -> begun(id).folder())));
    }

    /** The run by that id; empty where there is none that can be read. */
    public Optional<Run> at(String id) {
        return exact(id).flatMap(Runs::tried).map(Whole::run);
    }

    private Optional<Path> exact(String id) {
        boolean name = !id.isEmpty() && !id.contains("/") && !id.startsWith(".");
        return Optional.of(folder.resolve(id)).filter(f -> name && Files.isRegularFile(f.resolve(Journal.FILE)));
    }

    private Run begun(String id) {
        List<Run> begun = all().stream().filter(r -> r.id().startsWith(id)).toList();
        if (begun.size() == 1) {
            return begun.get(0);
        }
        throw begun.isEmpty()
                ? new Problem(ExitCode.WRONG, "there is no run " + id, folder.toString(), "", "see: handrail runs")
                : ambiguous("several runs begin with " + id, begun);
    }

    /**
     * Whether every record of a run follows on the one before.
     *
     * @throws Problem as {@link #find}
     */
    public JournalReader.Proof prove(String id) {
        Path run = exact(id).orElseGet(() -> begun(id).folder());
        Path file = run.resolve(Journal.FILE);
        JournalReader.Proof proof = JournalReader.prove(file);
        JournalReader.mustBeOf(proof.run(), name(run), file);
        if (proof.records() == 0) {
            throw nothingIn(name(run), file);
        }
        return proof;
    }

    /** By step and key: how long effects took in the newest runs of a runbook. */
    public Map<String, Map<String, Measured>> measured(String runbook) {
        return Files.isDirectory(folder) ? Measures.of(folder, runbook) : Map.of();
    }

    /**
     * The only open run.
     *
     * @throws Problem exit 2 where none is open, exit 4 naming them where several are
     */
    public Run onlyOpen() {
        List<Run> open = open();
        if (open.size() == 1) {
            return open.get(0);
        }
        throw open.isEmpty()
                ? new Problem(ExitCode.WRONG, "no run is open", folder.toString(), "", nameOne())
                : ambiguous("several runs are open", open);
    }

    /**
     * The only run that can go on: the open one, else the one with sections that are due later.
     *
     * @throws Problem as {@link #onlyOpen}
     */
    public Run onlyToGoOn() {
        List<Run> all = all();
        List<Run> later = all.stream().filter(run -> !run.open() && !run.over()).toList();
        if (later.isEmpty() || all.stream().anyMatch(Run::open)) {
            return onlyOpen();
        }
        if (later.size() > 1) {
            throw ambiguous("several runs have sections that are due later", later);
        }
        return later.get(0);
    }

    private String nameOne() {
        String all = "see what ran: handrail runs";
        return all().stream()
                .findFirst()
                .map(newest -> "name a run that is finished, e.g. the newest: " + newest.id() + "\n" + all)
                .orElse(all);
    }

    /**
     * The newest run that can be read; of the others only the beginning is looked at.
     *
     * @throws Problem exit 2 where there is none at all
     */
    public Whole newest() {
        return folders().stream()
                .sorted(Comparator.comparing((Path run) -> FirstRecord.at(run.resolve(Journal.FILE)))
                        .reversed())
                .flatMap(run -> tried(run).stream())
                .findFirst()
                .orElseThrow(() -> new Problem(
                        ExitCode.WRONG,
                        "there is no run yet",
                        folder.toString(),
                        "",
                        "start one: handrail run RUNBOOK"));
    }

    private static Problem ambiguous(String what, List<Run> runs) {
        String names = String.join(
                "\n",
                runs.stream()
                        .map(r -> r.id() + "  " + r.state().started().runbook() + " on "
                                + r.state().started().environment())
                        .toList());
        return new Problem(ExitCode.UNDECIDED, what, names, "", "name the one you mean");
    }
}
