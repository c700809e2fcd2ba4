package dev.handrail.shell.check;

import dev.handrail.dsl.mistake.Mistake;
import dev.handrail.problem.Position;
import dev.handrail.run.Pauses;
import dev.handrail.runbook.Hazard;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Checks again whatever changed, with a line for each change, until the thread is interrupted. */
public final class Watching {
    private static final Duration LOOK = Duration.ofMillis(300);

    private final Supplier<List<Path>> files;
    private final Function<Path, Checked> check;
    private final Console console;
    private final Path folder;
    private final Map<Path, Set<Path>> named = new HashMap<>();
    private final Map<Path, Map<Path, String>> stamps = new HashMap<>();

    /**
     * @param files the runbooks' files as they are now
     * @param folder from which paths are shown
     */
    public Watching(Supplier<List<Path>> files, Function<Path, Checked> check, Console console, Path folder) {
        this.files = files;
        this.check = check;
        this.console = console;
        this.folder = folder;
    }

    /** @param known what was told already */
    public void onwards(List<Checked> known, Pauses pauses) {
        known.forEach(this::keep);
        while (!Thread.currentThread().isInterrupted()) {
            pauses.pause(LOOK);
            look();
        }
    }

    private void look() {
        List<Path> now = files.get();
        for (Path file : now) {
            if (!Objects.equals(stamps.get(file), stamp(file))) {
                Checked checked = check.apply(file);
                keep(checked);
                tell(checked);
            }
        }
        for (Path gone : List.copyOf(stamps.keySet())) {
            if (!now.contains(gone)) {
                stamps.remove(gone);
                named.remove(gone);
                console.result(Line.of("gone  " + Console.line(shown(gone))));
            }
        }
    }

    /** Where a runbook has mistakes, the files that it named before count: one of them may hold the mistake. */
    private void keep(Checked checked) {
        Set<Path> all = named.computeIfAbsent(checked.file(), f -> new HashSet<>(Set.of(f)));
        if (checked.loaded() != null) {
            Path beside = checked.loaded().runbook().folder();
            checked.loaded().runbook().files().keySet().forEach(name -> all.add(beside.resolve(name)));
        } else if (checked.mistakes() != null) {
            checked.mistakes()
                    .all()
                    .forEach(m -> all.add(folder.resolve(m.position().file())));
        }
        stamps.put(checked.file(), stamp(checked.file()));
    }

    private Map<Path, String> stamp(Path file) {
        Map<Path, String> stamp = new HashMap<>();
        for (Path each : named.getOrDefault(file, Set.of(file))) {
            try {
                stamp.put(each, Files.getLastModifiedTime(each) + " " + Files.size(each));
            } catch (IOException gone) {
                stamp.put(each, "");
            }
        }
        return stamp;
    }

    private void tell(Checked checked) {
        if (console.json()) {
            Records.tell(console, checked);
        } else if (checked.mistakes() != null) {
            List<Mistake> all = checked.mistakes().all();
            Mistake first = all.get(0);
            console.data(Line.of(all.size() == 1 ? "1 mistake" : all.size() + " mistakes", Line.Look.BAD)
                    .add("  "
                            + Console.line(shown(checked.file()) + "  " + first.code() + " at "
                                    + shown(checked.file(), first.position()) + ": " + first.what()
                                    + "; fix: " + first.fix())));
        } else {
            console.data(told(checked));
        }
    }

    private Line told(Checked checked) {
        List<Hazard> open = checked.hazards().stream().filter(Hazard::open).toList();
        Line line = Line.of("ok", Line.Look.GOOD).add("  " + Console.line(shown(checked.file())));
        return open.isEmpty()
                ? line
                : line.add(
                        Console.line("  " + (open.size() == 1 ? "1 warning: " : open.size() + " warnings, the first: ")
                                + open.get(0).code() + " at "
                                + shown(checked.file(), open.get(0).position()) + ": "
                                + open.get(0).what()));
    }

    /** Line and column, and the file where it is another one than the script. */
    private String shown(Path script, Position position) {
        String place = position.line() + ":" + position.column();
        Path file = folder.resolve(position.file());
        return file.equals(script) ? place : shown(file) + ":" + place;
    }

    private String shown(Path file) {
        return file.startsWith(folder) ? folder.relativize(file).toString() : file.toString();
    }
}
