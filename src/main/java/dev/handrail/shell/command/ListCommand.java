package dev.handrail.shell.command;

import dev.handrail.dsl.Mode;
import dev.handrail.dsl.mistake.Mistakes;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.runbook.Runbook;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Table;
import dev.handrail.shell.session.Books;
import dev.handrail.shell.session.Session;
import dev.handrail.shell.session.Standing;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** {@code list [FOLDER]}: the runbooks there, and the last run of each. */
@picocli.CommandLine.Command
final class ListCommand implements Command {
    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "runbooks/ where it is left out")
    @Nullable
    String folder;

    @Override
    public ExitCode run(Session session) {
        Books books = session.books();
        Map<String, Path> found = folder == null
                ? books.named()
                : Books.in(session.seat().folder().resolve(folder));
        Console console = session.console();
        if (found.isEmpty()) {
            console.say("There is no runbook here. A runbook is runbooks/NAME.groovy or runbooks/NAME/NAME.groovy.");
            return ExitCode.DONE;
        }
        List<Runs.Run> runs = session.runs().all();
        Table table = new Table("NAME", "STEPS", "LAST RUN", "TITLE");
        found.forEach((name, file) -> {
            Map<String, Object> told = told(books, name, file, runs);
            if (console.json()) {
                console.record(told);
            } else {
                table.row(
                        name,
                        String.valueOf(told.getOrDefault("steps", "")),
                        String.valueOf(told.getOrDefault("lastRun", "never")),
                        String.valueOf(told.get("title")));
            }
        });
        if (!console.json()) {
            table.lines(session.width()).forEach(console::data);
        }
        return ExitCode.DONE;
    }

    private static Map<String, Object> told(Books books, String name, Path file, List<Runs.Run> runs) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", name);
        told.put("file", file);
        try {
            Runbook runbook = books.loader().load(file, Map.of(), Mode.CHECK).runbook();
            told.put("title", runbook.title());
            told.put("steps", runbook.steps().count());
            runs.stream()
                    .filter(run -> run.state().started().runbook().equals(runbook.name()))
                    .findFirst()
                    .ifPresent(run -> told.put("lastRun", last(run)));
        } catch (Mistakes mistakes) {
            told.put("title", mistakes.all().size() + " mistakes: handrail check " + name);
        }
        return told;
    }

    private static String last(Runs.Run run) {
        return run.id() + " on " + run.state().started().environment() + " "
                + Standing.moment(run.state().startedAt()) + " "
                + (run.open() ? "open" : run.state().ending());
    }
}
