package dev.handrail.target.host;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A process just started by its arguments, never through a shell.
 *
 * @param ownSession true where {@code setsid} is there: Ctrl-C reaches handrail alone
 */
record Launched(Process process, boolean ownSession) {
    private static final Pattern HELPER_ENDED = Pattern.compile("spawn helper.*signal: \\d+");

    /** @throws Problem exit 7 where the program is not there, 1 where the directory is not or the system refuses */
    static Launched of(Call call) {
        return of(call, ProcessBuilder::start);
    }

    /** How the process is begun once all is said of it. */
    interface Start {
        Process of(ProcessBuilder builder) throws IOException;
    }

    static Launched of(Call call, Start start) {
        if (!Files.isDirectory(call.directory())) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the directory " + call.directory() + " is not there",
                    "",
                    "'" + call.argv().get(0) + "' is to be started in it",
                    "make it, or name another one");
        }
        Path program = call.path().require(call.argv().get(0), call.directory());
        Optional<Path> setsid = call.path().find("setsid", call.directory());
        List<String> argv = new ArrayList<>(call.argv());
        argv.set(0, program.toString());
        return new Launched(launch(call, setsid, argv, start), setsid.isPresent());
    }

    private static Process launch(Call call, Optional<Path> setsid, List<String> program, Start start) {
        ProcessBuilder builder = new ProcessBuilder().directory(call.directory().toFile());
        builder.environment().put("PATH", call.path().joined());
        builder.environment().putAll(call.environment());
        List<String> argv = new ArrayList<>();
        setsid.ifPresent(s -> argv.add(s.toString()));
        argv.addAll(call.note() == null ? program : call.note().over(program, builder.environment()));
        builder.command(argv);
        if (call.input() == null) {
            builder.redirectInput(new File("/dev/null"));
        }
        try {
            return started(builder, start);
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the program '" + call.argv().get(0) + "' could not be started",
                    "",
                    String.valueOf(e.getMessage()),
                    "see whether it runs from a terminal",
                    e);
        }
    }

    /**
     * The JVM's helper that becomes the program is of our process group until then: a Ctrl-C at that moment ends it, and
     * nothing has begun. Started again, the program is what is told to stop, as at any other moment.
     */
    private static Process started(ProcessBuilder builder, Start start) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return start.of(builder);
            } catch (IOException e) {
                if (tries == 3
                        || !HELPER_ENDED.matcher(String.valueOf(e.getMessage())).find()) {
                    throw e;
                }
            }
        }
    }
}
