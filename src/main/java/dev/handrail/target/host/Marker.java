package dev.handrail.target.host;

import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Started;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a program and everything it starts carry in their environment. A process has no id before it is started, and
 * what goes on record must be there before: by the marker it is found again even where handrail was killed between.
 */
record Marker(String run, String step, String effect) {
    private static final String VARIABLE = "HANDRAIL_EFFECT";

    static Marker of(Execution execution) {
        return new Marker(
                execution.run(),
                execution.step(),
                execution.phase() + "-" + execution.effect() + "-" + execution.attempt());
    }

    static Marker of(Started started) {
        return new Marker(
                started.run(), started.step(), started.phase() + "-" + started.effect() + "-" + started.attempt());
    }

    Map<String, String> environment() {
        return Map.of("HANDRAIL_RUN", run, "HANDRAIL_STEP", step, VARIABLE, value());
    }

    private String value() {
        return run + "/" + step + "/" + effect;
    }

    /** The processes that carry it now; our own user's alone can be seen. */
    List<Long> running() {
        byte[] wanted = (VARIABLE + "=" + value() + "\0").getBytes(StandardCharsets.UTF_8);
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> carries(pid, wanted))
                .sorted()
                .toList();
    }

    private static boolean carries(long pid, byte[] wanted) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
            String text = new String(environment, StandardCharsets.ISO_8859_1);
            return text.contains(new String(wanted, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return false;
        }
    }
}
