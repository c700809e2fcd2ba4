package dev.handrail.runbook;

import dev.handrail.text.Text;
import dev.handrail.text.shell.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One program, started with exactly these arguments and no shell.
 *
 * @param directory relative to the runbook's folder; empty: that folder
 * @param input what the program reads from standard input; null: nothing
 * @param capture the name under which its standard output is kept, trimmed; null: not kept
 */
public record Process(
        List<Text> argv,
        Map<String, Text> environment,
        String directory,
        @Nullable Text input,
        int expectedExit,
        @Nullable String capture)
        implements Effect {
    public Process {
        argv = List.copyOf(argv);
        environment = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    @Override
    public String kind() {
        return "process";
    }

    @Override
    public TargetRef target() {
        return TargetRef.HOST;
    }

    @Override
    public Semantics semantics() {
        return Semantics.ONCE;
    }

    @Override
    public String provenBy() {
        return "its exit status, where that was still written down";
    }

    @Override
    public List<String> show() {
        List<String> lines = new ArrayList<>();
        lines.add(line(argv));
        environment.forEach((name, value) -> lines.add("  with " + name + "=" + value.show()));
        if (!directory.isEmpty()) {
            lines.add("  in " + directory);
        }
        if (input != null) {
            lines.add("  given " + input.show());
        }
        if (expectedExit != 0) {
            lines.add("  expected to exit with " + expectedExit);
        }
        return lines;
    }

    /** A program and its arguments on one line, as a shell would need them written. */
    public static String line(List<Text> argv) {
        return argv.stream().map(a -> quoted(a.show())).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w@%+=:,./<>-]+") ? argument : Word.quoted(argument);
    }
}
