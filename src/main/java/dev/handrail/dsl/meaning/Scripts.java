package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.Call;
import dev.handrail.hazard.Accept;
import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.habit.ShellHabits;
import dev.handrail.runbook.Hazard;
import dev.handrail.text.shell.ShellCommand;
import dev.handrail.text.shell.ShellText;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The SQL scripts that a runbook's steps run: one that comes twice, where not both times by {@code migrate}. */
record Scripts(Reading reading) {
    /**
     * A script, or a pattern of them.
     *
     * @param once applied once, whatever else ran it
     */
    private record Run(String file, boolean once, Span at) {
        boolean same(Run other) {
            return file.equals(other.file) || covers(other.file) || other.covers(file);
        }

        private boolean covers(String other) {
            return once
                    && FileSystems.getDefault().getPathMatcher("glob:" + file).matches(Path.of(other));
        }
    }

    List<Hazard> twice(Call runbook) {
        List<Run> all = runbook.said("section").stream()
                .flatMap(section -> section.said("step").stream())
                .flatMap(this::of)
                .toList();
        List<Hazard> found = new ArrayList<>();
        for (int i = 1; i < all.size(); i++) {
            Run later = all.get(i);
            all.subList(0, i).stream()
                    .filter(first -> first.same(later) && !(first.once && later.once))
                    .findFirst()
                    .ifPresent(first -> found.add(hazard(first, later)));
        }
        return found;
    }

    private Hazard hazard(Run first, Run later) {
        String what = "the script " + (later.once ? first.file : later.file) + " is run here again: "
                + reading.reporter().position(first.at) + " runs it already";
        String reason = reading.accepting().at(reading.reporter().position(later.at)).stream()
                .filter(a -> a.code().equals(Danger.RUN_TWICE.id()))
                .map(Accept::reason)
                .findFirst()
                .orElse(null);
        return new Hazard(
                Danger.RUN_TWICE.id(),
                what,
                Danger.RUN_TWICE.safe(),
                reading.reporter().position(later.at),
                reason);
    }

    private Stream<Run> of(Call step) {
        return step.said().stream().flatMap(call -> switch (call.word()) {
            case "sql" ->
                call.argument(0) instanceof Call file && file.word().equals("file")
                        ? run(Habits.text(file.argument(0)), false, call)
                        : Stream.empty();
            case "migrate" -> call.said("files").stream().flatMap(f -> run(Habits.text(f.argument(0)), true, f));
            case "command" -> program(call);
            default -> Stream.empty();
        });
    }

    private Stream<Run> program(Call call) {
        List<?> given = call.argument(0) instanceof List<?> list ? list : call.arguments();
        List<String> argv = given.stream().map(Habits::text).toList();
        int script = argv.indexOf("-c") + 1;
        List<ShellCommand> commands = argv.get(0).matches("(.*/)?(ba|da|z|k)?sh") && script > 0 && script < argv.size()
                ? ShellText.commands(argv.get(script))
                : List.of(ShellCommand.plain(argv));
        return commands.stream().map(ShellHabits::script).flatMap(file -> run(file, false, call));
    }

    private static Stream<Run> run(String file, boolean once, Call call) {
        return file.isEmpty() || file.contains("<later>")
                ? Stream.empty()
                : Stream.of(new Run(
                        Path.of(file).normalize().toString(), once, call.site().word()));
    }
}
