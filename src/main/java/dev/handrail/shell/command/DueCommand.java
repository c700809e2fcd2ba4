package dev.handrail.shell.command;

import dev.handrail.journal.Due;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Table;
import dev.handrail.shell.session.Session;
import dev.handrail.shell.session.Standing;
import dev.handrail.text.Durations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code due}: what runs that are done have left for later, the earliest first. */
@picocli.CommandLine.Command
final class DueCommand implements Command {
    private record Item(Runs.Run run, Due due) {}

    @Override
    public ExitCode run(Session session) {
        Instant now = Clock.systemUTC().instant();
        List<Item> items = session.runs().all().stream()
                .filter(run -> !run.open())
                .flatMap(run -> run.state().due().stream().map(due -> new Item(run, due)))
                .sorted(Comparator.comparing((Item item) -> item.due().at()))
                .toList();
        Console console = session.console();
        if (console.json()) {
            items.forEach(item -> console.record(record(item, now)));
            return ExitCode.DONE;
        }
        if (items.isEmpty()) {
            console.say("Nothing is due later.");
            return ExitCode.DONE;
        }
        Table table = new Table("DUE", "FROM", "RUN", "RUNBOOK", "ENVIRONMENT", "SECTION", "WHAT");
        items.forEach(item -> table.row(
                when(item, now),
                Standing.moment(item.due().at()),
                item.run().id(),
                item.run().state().started().runbook(),
                item.run().state().started().environment(),
                item.due().section(),
                item.due().title()));
        table.lines(session.width()).forEach(console::data);
        items.stream()
                .filter(item -> isDue(item, now))
                .map(DueCommand::next)
                .distinct()
                .forEach(next -> console.say("Next    " + next));
        return ExitCode.DONE;
    }

    /** As the run itself told it: what options bound is bound there again. */
    private static String next(Item item) {
        return item.run().state().next().get(0);
    }

    private static boolean isDue(Item item, Instant now) {
        return !item.due().at().isAfter(now);
    }

    private static String when(Item item, Instant now) {
        Duration left = Duration.between(now, item.due().at());
        return isDue(item, now) ? "now" : "in " + Durations.show(Duration.ofMinutes(left.toMinutes() + 1));
    }

    private static Map<String, Object> record(Item item, Instant now) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", item.run().id());
        fields.put("runbook", item.run().state().started().runbook());
        fields.put("environment", item.run().state().started().environment());
        fields.put("section", item.due().section());
        fields.put("title", item.due().title());
        fields.put("at", item.due().at());
        fields.put("due", isDue(item, now));
        fields.put("next", next(item));
        return fields;
    }
}
