package dev.handrail.sandbox;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts the servers' programs as their user, with an environment of their own: nothing of the caller's leaks in. */
record Launch(Account account) {
    /**
     * Runs a program to its end.
     *
     * @param log takes its output
     * @throws Problem exit 7 with the last lines of its output where it fails or takes longer than {@code atMost}
     */
    void run(String doing, Path log, Duration atMost, List<String> program) throws IOException {
        long before = ServerLog.end(log);
        Process process = start(account.argv(program), account.other() ? Path.of("/") : log.getParent(), log);
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw ServerLog.problem(doing + " took longer than " + atMost.toSeconds() + " s", log, before);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new Problem(ExitCode.INTERRUPTED, doing + " was interrupted", "", "", "start it again", e);
        }
        if (process.exitValue() != 0) {
            throw ServerLog.problem(doing + " failed, exit " + process.exitValue(), log, before);
        }
    }

    /** Starts a server in a session of its own, so that neither Ctrl-C nor the end of the command reaches it. */
    Process detached(Path directory, Path log, List<String> program) throws IOException {
        List<String> argv = new ArrayList<>(List.of("setsid"));
        argv.addAll(account.argv(program));
        return start(argv, directory, log);
    }

    private static Process start(List<String> argv, Path directory, Path log) throws IOException {
        ServerLog.open(log);
        ProcessBuilder builder = new ProcessBuilder(argv)
                .directory(directory.toFile())
                .redirectInput(new java.io.File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", path, "LC_ALL", "C.UTF-8"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw cannotStart(argv, e);
        }
    }

    private static Problem cannotStart(List<String> argv, IOException cause) {
        String tool = argv.get(0);
        boolean missing = !tool.contains("/")
                && List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                        .noneMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        return new Problem(
                ExitCode.UNREACHABLE,
                missing ? "the sandbox needs the program '" + tool + "'" : "the sandbox can't start a program",
                tool,
                missing ? "it is not on PATH" : String.valueOf(cause.getMessage()),
                missing ? "install util-linux: apt-get install util-linux" : "see whether it runs from a terminal",
                cause);
    }
}
