package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.sandbox.Sandbox;
import dev.handrail.sandbox.SandboxUrl;
import dev.handrail.sandbox.ServerStatus;
import dev.handrail.settings.Settings;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.session.Session;
import dev.handrail.text.NearWord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** {@code sandbox start|stop|reset|url}: the embedded PostgreSQL and Redis. */
@picocli.CommandLine.Command
final class SandboxCommand implements Command {
    static final List<String> WORDS = List.of("start", "stop", "reset", "url");

    @Parameters(arity = "0..1", paramLabel = "start|stop|reset|url", description = "how it stands where left out")
    @Nullable
    String what;

    @Override
    public ExitCode run(Session session) {
        if (what != null && !WORDS.contains(what)) {
            throw Written.wrong("the sandbox can't '" + what + "'", "sandbox", "", NearWord.proposal(what, WORDS));
        }
        Console console = session.console();
        try (Sandbox sandbox = Sandbox.of(session.home().open(), console::say)) {
            Set<String> ran = sandbox.status().stream()
                    .filter(ServerStatus::running)
                    .map(ServerStatus::name)
                    .collect(Collectors.toSet());
            if ("start".equals(what)) {
                sandbox.start();
            } else if ("stop".equals(what)) {
                sandbox.stop();
            } else if ("reset".equals(what)) {
                open(session);
                sandbox.reset();
            }
            if ("url".equals(what)) {
                urls(console, sandbox.urls());
            } else {
                sandbox.status().forEach(status -> status(console, status, ran.contains(status.name())));
            }
        }
        return ExitCode.DONE;
    }

    /** Their data goes with the rest: what such a run did is no longer there to go on with. */
    private static void open(Session session) {
        session.runs().all().stream()
                .filter(run -> run.open() && run.state().started().environment().equals(Settings.SANDBOX))
                .forEach(run -> session.console()
                        .say(Line.of("warning  ", Line.Look.WARN)
                                .add("run " + run.id() + " of "
                                        + run.state().started().runbook()
                                        + " is open in the sandbox, and its data is given up. Close it: handrail abandon "
                                        + run.id() + " --reason \"sandbox reset\"")));
    }

    private static void urls(Console console, List<SandboxUrl> urls) {
        if (urls.isEmpty() && !console.json()) {
            console.say("Nothing has an address yet: run or plan a runbook on the sandbox first.");
        }
        for (SandboxUrl url : urls) {
            if (console.json()) {
                console.record(Map.of("target", url.target(), "url", url.url(), "command", url.command()));
            } else {
                console.data(new Line().bold(url.target()).add("  " + url.url()));
                console.data("  " + url.command());
            }
        }
    }

    /** @param ran whether it ran when the command began */
    private static void status(Console console, ServerStatus status, boolean ran) {
        boolean stopped = ran && !status.running();
        if (console.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("server", status.name());
            fields.put("running", status.running());
            fields.put("stopped", stopped);
            fields.put("port", status.port());
            fields.put("pid", status.pid());
            fields.put("data", status.data());
            fields.put("log", status.log());
            console.record(fields);
            return;
        }
        console.data(new Line()
                .bold(status.name())
                .add(
                        status.running()
                                ? "  runs on 127.0.0.1:" + status.port() + ", process " + status.pid() + " of "
                                        + status.user()
                                : stopped ? "  stopped" : "  does not run")
                .dim("  data in " + status.data()));
    }
}
