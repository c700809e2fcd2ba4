package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.settings.Environment;
import dev.handrail.shell.session.Bound;
import dev.handrail.shell.session.Origins;
import dev.handrail.shell.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code env [NAME]}: what is bound where and why, and whether it can be reached. */
@picocli.CommandLine.Command
final class EnvCommand implements Command {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "the environment; that of --env where left out")
    @Nullable
    String name;

    @Option(names = "--show-origin", description = "where each value was set")
    boolean origin;

    @Override
    public ExitCode run(Session session) {
        Environment environment =
                name == null ? session.environment() : session.settings().environment(name);
        if (origin) {
            new Origins(session, environment).tell();
        }
        return new Bound(session, environment).tell() ? ExitCode.DONE : ExitCode.UNREACHABLE;
    }
}
