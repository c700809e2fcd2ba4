package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Table;
import dev.handrail.shell.out.Told;
import dev.handrail.shell.session.Session;
import dev.handrail.shell.template.Begun;
import dev.handrail.shell.template.Template;
import dev.handrail.text.NearWord;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code new NAME --template T}: a runbook to begin with; without a name the templates that there are. */
@picocli.CommandLine.Command
final class NewCommand implements Command {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "the new runbook's name; left out: the templates")
    @Nullable
    String name;

    @Option(
            names = "--template",
            paramLabel = "TEMPLATE",
            description = "migration, partitions, cache, release or restore-drill")
    @Nullable
    String template;

    @Override
    public ExitCode run(Session session) {
        if (name == null) {
            templates(session);
            return ExitCode.DONE;
        }
        Map<String, Template> words = words();
        if (template == null) {
            throw Written.wrong(
                    "it is not said what the runbook is to begin as",
                    "",
                    "",
                    "write: handrail new " + name + " --template migration; " + NearWord.proposal("", words.keySet()));
        }
        Template meant = Written.word("--template", template, words);
        List<Path> files = Begun.in(session.seat().folder(), name, java.util.Objects.requireNonNull(meant));
        tell(session.console(), session.seat().folder(), files);
        return ExitCode.DONE;
    }

    static Map<String, Template> words() {
        Map<String, Template> words = new LinkedHashMap<>();
        Arrays.stream(Template.values()).forEach(t -> words.put(t.word(), t));
        return words;
    }

    private static void templates(Session session) {
        Console console = session.console();
        Table table = new Table("TEMPLATE", "IS");
        words().forEach((word, template) -> {
            if (console.json()) {
                Map<String, Object> fields = Told.envelope("template");
                fields.put("name", word);
                fields.put("is", template.does());
                console.record(fields);
            } else {
                table.row(word, template.does());
            }
        });
        if (!console.json()) {
            table.lines(session.width()).forEach(console::data);
            console.say("\nWrite one: handrail new NAME --template migration");
        }
    }

    private void tell(Console console, Path folder, List<Path> files) {
        for (Path file : files) {
            if (console.json()) {
                Map<String, Object> fields = Told.envelope("created");
                fields.put("file", folder.relativize(file));
                console.record(fields);
            } else {
                console.data("created  " + Console.line(folder.relativize(file).toString()));
            }
        }
        console.say("next     edit it, then: handrail check " + name + " --watch; try it: handrail run " + name
                + "; test it: handrail test " + name);
    }
}
