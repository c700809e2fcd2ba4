package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Tape;
import dev.handrail.runbook.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs that a file declares, with the values in force. */
record InputMeaning(Tape tape, Reporter reporter) {
    List<Input> inputs() {
        List<Input> inputs = new ArrayList<>();
        Map<String, Call> names = new HashMap<>();
        for (Call said : tape.said()) {
            if (said.word().equals("input")) {
                String name = String.valueOf(said.argument(0));
                if (names.putIfAbsent(name, said) != null) {
                    reporter.add(
                            Code.DUPLICATE_ID,
                            "there are two inputs '" + name + "'",
                            said.site().argument(0),
                            "give one of them another name");
                }
                inputs.add(input(said, name));
            }
        }
        return inputs;
    }

    private Input input(Call said, String name) {
        List<?> choices = said.named().get("choices") instanceof List<?> all ? all : List.of();
        Object value = said.argument(1);
        return new Input(
                name,
                String.valueOf(said.named().get("type")),
                String.valueOf(said.argument(2)),
                value instanceof Duration duration ? written(duration) : String.valueOf(value),
                Boolean.TRUE.equals(said.named().get("required")),
                choices.stream().map(String::valueOf).toList(),
                reporter.position(said.site().word()));
    }

    /** As it could have been given: a run is resumed with its inputs as they were kept. */
    private static String written(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + "ms";
        }
        long seconds = duration.toSeconds();
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("d", 86_400L);
        units.put("h", 3_600L);
        units.put("m", 60L);
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (seconds > 0 && seconds % unit.getValue() == 0) {
                return seconds / unit.getValue() + unit.getKey();
            }
        }
        return seconds + "s";
    }
}
