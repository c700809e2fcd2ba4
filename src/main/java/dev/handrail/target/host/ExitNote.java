package dev.handrail.target.host;

import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A program's exit status in a file, written by a parent of its own, which lives on where handrail is killed. The
 * program and its arguments reach that parent as they are; nothing in them is read as a shell would.
 */
record ExitNote(Path file) {
    private static final String FACT = "status";
    private static final Path SHELL = Path.of("/bin/sh");
    /** It outlives the signals that ask the program to end; the program itself gets them as ever. */
    private static final String PARENT = "trap : HUP INT TERM; \"$@\"; s=$?; umask 077; echo $s >\"$0\"; exit $s";

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,3})\n");
    /** A shell hands on no variable of another name. */
    private static final Pattern HANDED_ON = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    static ExitNote of(Execution execution, String log) {
        return new ExitNote(execution.logs().resolve(execution.phase() + "-" + log + ".exit"));
    }

    /** Where an effect's facts name one. */
    static Optional<ExitNote> of(Started started) {
        return Optional.ofNullable(started.facts().get(FACT)).map(file -> new ExitNote(Path.of(file)));
    }

    Map<String, String> facts() {
        return Map.of(FACT, file.toString());
    }

    /** The status that was written down; empty where none was, or not to its end. */
    Optional<Integer> read() {
        try {
            var written = WRITTEN.matcher(Files.readString(file));
            return written.matches() ? Optional.of(Integer.parseInt(written.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What an earlier program left must not speak for the next one. */
    void forget() throws IOException {
        Files.deleteIfExists(file);
    }

    /** The program under its parent; as it was where there can be none. */
    List<String> over(List<String> argv, Map<String, String> environment) {
        boolean whole = environment.keySet().stream().allMatch(HANDED_ON.asMatchPredicate());
        if (!whole || !Files.isExecutable(SHELL)) {
            return argv;
        }
        List<String> all = new ArrayList<>(List.of(SHELL.toString(), "-c", PARENT, file.toString()));
        all.addAll(argv);
        return all;
    }
}
