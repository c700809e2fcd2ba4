package dev.handrail.dsl.meaning;

import dev.handrail.command.CommandAction;
import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.Action;
import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The action {@code command}, and what the question of that name shares with it. */
final class CommandMeaning {
    private CommandMeaning() {}

    static Action of(Call call, Scope scope) {
        Options options = new Options(scope.reading(), call);
        Text input =
                options.one("input").map(i -> Args.any(scope.reading(), i, 0)).orElse(null);
        return new CommandAction(
                argv(scope.reading(), call),
                environment(options),
                directory(options),
                input,
                exit(options),
                options.plain("capture"));
    }

    static List<Text> argv(Reading reading, Call call) {
        Span at = call.site().argument(0);
        boolean list = call.argument(0) instanceof List;
        List<?> given = list ? (List<?>) call.argument(0) : call.arguments();
        List<Text> argv = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            argv.add(argument(reading, given.get(i), list ? at : call.site().argument(i)));
        }
        refuseNoProgram(reading, call, argv);
        return argv;
    }

    private static Text argument(Reading reading, @Nullable Object argument, Span at) {
        if (argument instanceof List || argument instanceof Map) {
            reading.mistake(
                    Code.WRONG_TYPE,
                    "an argument of a program is text",
                    at,
                    "write one list: command(['program', 'argument'])");
        }
        return Args.open(reading, argument, at, "command");
    }

    private static void refuseNoProgram(Reading reading, Call call, List<Text> argv) {
        String program = argv.isEmpty() ? "" : argv.get(0).show().strip();
        if (program.isEmpty()) {
            reading.mistake(
                    Code.MISSING,
                    "'command' names no program",
                    call.site().word(),
                    "write: command 'program', 'argument'");
        } else if (argv.size() == 1 && argv.get(0).awaited().isEmpty() && program.contains(" ")) {
            reading.mistake(
                    Code.BAD_VALUE,
                    "no program has this name: each argument is a text of its own, there is no shell",
                    call.site().argument(0),
                    "write: command '" + program.replaceAll("\\s+", "', '") + "'");
        }
    }

    static Map<String, Text> environment(Options options) {
        Map<String, Text> environment = new LinkedHashMap<>();
        for (Call said : options.call().said("env")) {
            said.named().forEach((name, value) -> {
                if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                    options.reading()
                            .mistake(
                                    Code.BAD_VALUE,
                                    "'" + name + "' is no name of a variable",
                                    said.site().argument(name),
                                    "use letters, digits and _");
                }
                environment.put(
                        name, Args.any(options.reading(), value, said.site().argument(name), "env"));
            });
        }
        return environment;
    }

    static String directory(Options options) {
        return options.one("directory")
                .map(d -> {
                    String written = Args.plain(options.reading(), d, 0);
                    if (!java.nio.file.Files.isDirectory(
                            options.reading().files().folder(written))) {
                        options.reading()
                                .mistake(
                                        Code.NO_FILE,
                                        "there is no folder '" + written + "' beside the runbook",
                                        d.site().argument(0),
                                        "check the name; it is relative to the runbook");
                    }
                    return written;
                })
                .orElse("");
    }

    private static int exit(Options options) {
        return options.one("expect")
                .map(e -> e.argument(0) instanceof Call exit && exit.word().equals("exit")
                        ? Args.whole(options.reading(), exit, 0, 0, 255)
                        : 0)
                .orElse(0);
    }
}
