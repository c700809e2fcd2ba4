package dev.handrail.shell.command;

import dev.handrail.checklist.DraftRunbook;
import dev.handrail.checklist.Drafting;
import dev.handrail.checklist.Finding;
import dev.handrail.problem.ExitCode;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Told;
import dev.handrail.shell.session.Session;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import FILE.md}: the draft of a runbook from a checklist, and what there is to decide. */
@picocli.CommandLine.Command
final class ImportCommand implements Command {
    @Parameters(paramLabel = "FILE.md", description = "the checklist, in Markdown")
    String checklist = "";

    @Option(names = "--out", paramLabel = "FILE", description = "where the draft goes; printed where left out")
    @Nullable
    Path out;

    @Override
    public ExitCode run(Session session) {
        Path folder = session.seat().folder();
        Path from = folder.resolve(checklist);
        Path to = out == null ? null : folder.resolve(out);
        Path beside = to == null ? folder : to.toAbsolutePath().getParent();
        DraftRunbook draft = Drafting.of(from, text(from), beside == null ? folder : beside);
        Console console = session.console();
        if (to != null) {
            write(to, draft.script());
        } else if (!console.json()) {
            console.document(draft.script());
        }
        draft.findings().forEach(f -> tell(console, f));
        summary(console, draft, to);
        return ExitCode.DONE;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Written.wrong(
                    "the checklist can't be read",
                    file.toString(),
                    e instanceof java.nio.charset.CharacterCodingException
                            ? "it is not UTF-8"
                            : String.valueOf(e.getMessage()),
                    "check the path, and save it as UTF-8");
        }
    }

    private static void write(Path file, String script) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, script, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException taken) {
            throw Written.wrong(
                    "there is a file of that name",
                    file.toString(),
                    "nothing is written over",
                    "name another one with --out");
        } catch (IOException e) {
            throw Written.wrong(
                    "the draft can't be written",
                    file.toString(),
                    String.valueOf(e.getMessage()),
                    "see who may write there");
        }
    }

    private void tell(Console console, Finding finding) {
        if (console.json()) {
            Map<String, Object> fields = Told.envelope("finding");
            fields.put("file", checklist);
            fields.put("line", finding.line());
            fields.put("code", finding.code());
            fields.put("what", finding.what());
            fields.put("fix", finding.fix());
            console.record(fields);
        } else {
            console.say(Console.line(checklist) + ":" + finding.line() + ": " + finding.code() + " " + finding.what());
            console.say("  fix: " + finding.fix());
        }
    }

    private static void summary(Console console, DraftRunbook draft, @Nullable Path to) {
        if (console.json()) {
            Map<String, Object> fields = Told.envelope("draft");
            fields.put("file", to == null ? "" : to.toString());
            fields.put("steps", draft.steps());
            fields.put("byHand", draft.byHand());
            fields.put("findings", draft.findings().size());
            fields.put("kept", draft.kept());
            fields.put("script", draft.script());
            console.record(fields);
            return;
        }
        console.say(Line.of(draft.steps() + " steps, " + draft.byHand() + " of them done by a person; "
                + draft.findings().size() + " findings; " + draft.kept() + " lines kept as comments."));
        if (to != null) {
            console.say("created  " + Console.line(to.toString())
                    + "\nnext     decide what is marked DECIDE, then: handrail check " + Console.line(to.toString())
                    + " --watch");
        }
    }
}
