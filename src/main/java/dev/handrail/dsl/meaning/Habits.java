package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Template;
import dev.handrail.hazard.Accept;
import dev.handrail.hazard.habit.Habit;
import dev.handrail.hazard.habit.ShellHabits;
import dev.handrail.hazard.habit.TextHabits;
import dev.handrail.runbook.Hazard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What checklists do by habit, wherever in a runbook it is said: in actions, questions, rollbacks and recoveries. */
final class Habits {
    private final Reading reading;
    private final List<Hazard> found = new ArrayList<>();

    private Habits(Reading reading) {
        this.reading = reading;
    }

    static List<Hazard> of(Call runbook, Reading reading) {
        Habits habits = new Habits(reading);
        runbook.said().forEach(habits::look);
        habits.found.addAll(new Scripts(reading).twice(runbook));
        return habits.found;
    }

    private void look(Call call) {
        switch (call.word()) {
            case "command" -> program(call);
            case "env" ->
                call.named()
                        .forEach((name, value) ->
                                clear(call, name, value, call.site().argument(name)));
            case "header" ->
                clear(
                        call,
                        text(call.argument(0)),
                        call.argument(1),
                        call.site().argument(1));
            case "body" -> body(call, call.argument(0), call.site().argument(0));
            case "json" -> {
                call.named()
                        .forEach((name, value) ->
                                json(call, name, value, call.site().argument(name)));
                call.arguments()
                        .forEach(value -> json(call, "", value, call.site().argument(0)));
            }
            default -> {}
        }
        call.said().forEach(this::look);
    }

    private void program(Call call) {
        boolean list = call.argument(0) instanceof List;
        List<?> given = list ? (List<?>) call.argument(0) : call.arguments();
        List<String> argv = given.stream().map(Habits::text).toList();
        ShellHabits.ofProgram(argv).forEach(h -> tell(call, h, call.site().word()));
        for (int i = 0; i < argv.size(); i++) {
            clear(call, "", given.get(i), call.site().argument(list ? 0 : i));
        }
    }

    private void json(Call call, String name, @Nullable Object value, Span at) {
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((key, field) -> json(call, String.valueOf(key), field, at));
        } else if (value instanceof List<?> all) {
            all.forEach(each -> json(call, name, each, at));
        } else if (value instanceof CharSequence || value instanceof Template) {
            clear(call, name, value, at);
            body(call, value, at);
        }
    }

    private void body(Call call, @Nullable Object value, Span at) {
        if (!(value instanceof Call)) {
            TextHabits.body(text(value)).forEach(h -> tell(call, h, at));
        }
    }

    private void clear(Call call, String name, @Nullable Object value, Span at) {
        boolean late = value instanceof Template template
                && template.pieces().stream().anyMatch(p -> p instanceof Template.Later || p instanceof Template.Value);
        if (!late && !(value instanceof Call)) {
            TextHabits.clear(name, text(value)).forEach(h -> tell(call, h, at));
        }
    }

    private void tell(Call call, Habit habit, Span at) {
        String code = habit.danger().id();
        String reason = reading
                .accepting()
                .at(reading.reporter().position(call.site().word()))
                .stream()
                .filter(a -> a.code().equals(code))
                .map(Accept::reason)
                .findFirst()
                .orElse(null);
        found.add(
                new Hazard(code, habit.what(), habit.safe(), reading.reporter().position(at), reason));
    }

    /** Text as it stands; what is known only in the run as a placeholder. */
    static String text(@Nullable Object value) {
        return value instanceof Template template
                ? template.pieces().stream().map(Habits::piece).collect(Collectors.joining())
                : String.valueOf(value);
    }

    private static String piece(Object piece) {
        if (piece instanceof Template.Raw raw) {
            return raw.text();
        }
        return piece instanceof Template.Value known ? known.text() : "<later>";
    }
}
