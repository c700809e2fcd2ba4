package dev.handrail.shell.command;

import dev.handrail.dsl.Loaded;
import dev.handrail.dsl.Mode;
import dev.handrail.dsl.mistake.Mistakes;
import dev.handrail.problem.ExitCode;
import dev.handrail.runbook.Hazard;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Told;
import dev.handrail.shell.session.Books;
import dev.handrail.shell.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check [PATH...]}: every mistake and hazard that can be seen without a target. */
@picocli.CommandLine.Command
final class CheckCommand implements Command {
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "files, folders or names; all where left out")
    List<String> paths = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json")
    String format = "text";

    @Option(names = "--strict", description = "exit 1 where there are hazards")
    boolean strict;

    @Override
    public ExitCode run(Session session) {
        boolean json = Boolean.TRUE.equals(Written.word("--format", format, Map.of("text", false, "json", true)))
                || session.console().json();
        boolean mistakes = false;
        boolean hazards = false;
        List<Path> files = files(session);
        if (files.isEmpty()) {
            throw Written.wrong(
                    "there is no runbook to check", session.seat().folder().toString(), "", "name a file or a folder");
        }
        for (Path file : files) {
            try {
                Loaded loaded =
                        session.books().loader().load(file, session.options().inputs(), Mode.CHECK);
                passed(session.console(), file, loaded, json);
                hazards = hazards || !loaded.warnings().isEmpty();
            } catch (Mistakes found) {
                mistaken(session.console(), found, json);
                mistakes = true;
            }
        }
        return mistakes ? ExitCode.WRONG : hazards && strict ? ExitCode.FAILED : ExitCode.DONE;
    }

    private List<Path> files(Session session) {
        Books books = session.books();
        if (paths.isEmpty()) {
            return List.copyOf(books.named().values());
        }
        List<Path> files = new ArrayList<>();
        for (String path : paths) {
            Path place = session.seat().folder().resolve(path);
            if (Files.isDirectory(place)) {
                files.addAll(Books.in(place).values());
            } else {
                files.add(books.find(path));
            }
        }
        return files;
    }

    private static void passed(Console console, Path file, Loaded loaded, boolean json) {
        for (Hazard hazard : loaded.warnings()) {
            if (json) {
                console.record(record(hazard));
            } else {
                console.data(Line.of("warning " + hazard.code() + ":", Line.Look.WARN)
                        .add(" " + hazard.what()));
                console.data("  --> " + hazard.position());
                console.data("  safer: " + hazard.safeWay());
            }
        }
        if (json) {
            Map<String, Object> fields = Told.envelope("checked");
            fields.put("file", file);
            fields.put("runbook", loaded.runbook().name());
            fields.put("steps", loaded.runbook().steps().count());
            fields.put("hazards", loaded.warnings().size());
            console.record(fields);
        } else {
            int warnings = loaded.warnings().size();
            console.data(Line.of("ok", Line.Look.GOOD)
                    .add("  " + loaded.runbook().name() + "  "
                            + loaded.runbook().steps().count() + " steps"
                            + (warnings == 0 ? "" : ", " + warnings + (warnings == 1 ? " warning" : " warnings"))));
        }
    }

    private static Map<String, Object> record(Hazard hazard) {
        Map<String, Object> fields = Told.envelope("hazard");
        fields.put("code", hazard.code());
        fields.put("what", hazard.what());
        fields.put("file", hazard.position().file());
        fields.put("line", hazard.position().line());
        fields.put("column", hazard.position().column());
        fields.put("fix", hazard.safeWay());
        return fields;
    }

    private static void mistaken(Console console, Mistakes found, boolean json) {
        if (json) {
            found.all().forEach(mistake -> console.record(Told.record(mistake)));
        } else {
            console.data(found.told());
        }
    }
}
