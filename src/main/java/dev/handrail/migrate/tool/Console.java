package dev.handrail.migrate.tool;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Process;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A tool as it is asked: with those of its commands that only read, each bounded in time. */
final class Console {
    private final Tool tool;
    private final Project project;
    private final Targets targets;
    private final Map<List<String>, Reading> answers = new HashMap<>();

    Console(Tool tool, Project project, Targets targets) {
        this.tool = tool;
        this.project = project;
        this.targets = targets;
    }

    /** The call that changes something, for an effect. */
    Process call(List<String> arguments) {
        return new Process(line(arguments), project.environment(), project.directory(), null, 0, null);
    }

    private List<Text> line(List<String> arguments) {
        List<Text> line = new ArrayList<>(project.through());
        line.addAll(
                project.program().isEmpty()
                        ? tool.program().stream().map(Text::of).toList()
                        : project.program());
        arguments.stream().map(Text::of).forEach(line::add);
        return line;
    }

    /** The line that a person would type. */
    String typed(String... arguments) {
        String place = project.directory().isEmpty() ? "" : "cd " + project.directory() + " && ";
        return place + Process.line(line(List.of(arguments)));
    }

    /** @throws Problem exit 7 where it can't be started */
    String version() {
        mustBeThere();
        String[] arguments = tool.version().toArray(String[]::new);
        Reading said = reading(arguments);
        if (exit(said) != 0) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    tool.name() + " can't be started: exit status " + exit(said),
                    "",
                    last(said),
                    "try it: " + typed(arguments) + "\nsay how it is started with program '…' or through '…'");
        }
        Matcher version = Pattern.compile(tool.versioned()).matcher(text(said));
        return tool.name() + (version.find() ? " " + version.group(1) : " of a version that it does not say");
    }

    private void mustBeThere() {
        Text first = line(List.of()).get(0);
        String name = first.awaited().isEmpty() ? first.resolve(targets.values()) : "/";
        if (!name.contains("/") && targets.host().find(name).isEmpty()) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    "the program '" + name + "' was not found",
                    "",
                    "it is in no folder of PATH",
                    project.through().isEmpty() && project.program().isEmpty()
                            ? "install it (" + tool.install()
                                    + "), or say how it is started: program '…' or through '…'"
                            : "install it, or put its folder on PATH");
        }
    }

    /**
     * What it prints.
     *
     * @throws Problem where it ends with another status than 0
     */
    String ask(String... arguments) {
        Reading said = reading(arguments);
        if (exit(said) != 0) {
            throw refused(said, arguments);
        }
        return text(said);
    }

    /** The objects in a list of what it prints as JSON. */
    List<Map<String, Object>> objects(String list, String... arguments) {
        return targets.host().objects(ask(arguments), list);
    }

    Problem refused(Reading said, String... arguments) {
        return new Problem(
                ExitCode.FAILED,
                tool.name() + " does not answer: exit status " + exit(said),
                typed(arguments),
                last(said),
                "put right what it complains about, then resume");
    }

    /** How it answers; asked once for one plan. */
    Reading reading(String... arguments) {
        Reading known = answers.get(List.of(arguments));
        Reading said = known == null ? asked(arguments) : known;
        answers.put(List.of(arguments), said);
        return said;
    }

    private Reading asked(String... arguments) {
        Map<String, Text> environment = new LinkedHashMap<>(project.environment());
        environment.putIfAbsent("PYTHONDONTWRITEBYTECODE", Text.of("1"));
        environment.putIfAbsent("LANGUAGE", Text.of("en"));
        Reading said = targets.host().ask(line(List.of(arguments)), environment, project.directory(), targets.values());
        if (said.fact("cut").isPresent()) {
            throw new Problem(
                    ExitCode.FAILED,
                    tool.name() + " printed more than can be taken in",
                    typed(arguments),
                    "the end of its answer is lost",
                    "see why it says so much");
        }
        return said;
    }

    static long exit(Reading said) {
        return said.fact("exit").map(e -> ((Number) e).longValue()).orElse(0L);
    }

    static String text(Reading said) {
        return said.value() == null ? "" : String.valueOf(said.value());
    }

    /** The last lines of what it said. */
    static String last(Reading said) {
        List<String> lines = Stream.of(
                        text(said), said.fact("stderr").map(String::valueOf).orElse(""))
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
        return lines.stream().skip(Math.max(0, lines.size() - 5)).collect(Collectors.joining("\n"));
    }
}
