package dev.handrail.hazard.habit;

import dev.handrail.text.shell.ShellCommand;
import java.util.List;
import java.util.Set;

/**
 * A known program in a line, behind whatever starts it: {@code sudo}, {@code docker compose exec db}.
 *
 * @param program its name without its folder
 * @param arguments what stands behind it
 */
public record Started(ShellCommand command, String program, List<String> arguments) {
    private static final Set<String> KNOWN =
            Set.of("psql", "pg_dump", "pg_dumpall", "pg_restore", "redis-cli", "curl", "createdb", "dropdb");
    private static final Set<String> STARTERS = Set.of(
            "sudo", "env", "time", "nice", "nohup", "timeout", "docker", "docker-compose", "podman", "kubectl", "ssh");

    public static Started of(ShellCommand command) {
        List<String> argv = command.argv();
        for (int i = 0; i < argv.size(); i++) {
            String name = argv.get(i).substring(argv.get(i).lastIndexOf('/') + 1);
            if (KNOWN.contains(name) && (i == 0 || STARTERS.contains(argv.get(0)))) {
                return new Started(command, name, argv.subList(i + 1, argv.size()));
            }
        }
        return argv.isEmpty()
                ? new Started(command, "", List.of())
                : new Started(
                        command, argv.get(0).substring(argv.get(0).lastIndexOf('/') + 1), argv.subList(1, argv.size()));
    }

    public boolean has(String... options) {
        return arguments.stream().anyMatch(a -> List.of(options).contains(a));
    }

    /** The value of an option, behind it or joined to it; empty where it is not said. */
    public String value(String brief, String full) {
        for (int i = 0; i < arguments.size(); i++) {
            String each = arguments.get(i);
            if ((each.equals(brief) || each.equals(full)) && i + 1 < arguments.size()) {
                return arguments.get(i + 1);
            }
            if (each.startsWith(full + "=")) {
                return each.substring(full.length() + 1);
            }
            if (each.startsWith(brief) && !each.startsWith("--") && each.length() > brief.length()) {
                return each.substring(brief.length());
            }
        }
        return "";
    }

    /** The file it reads by redirection; empty where there is none. */
    public String input() {
        return command.redirects().stream()
                .filter(r -> r.sign().equals("<"))
                .map(r -> r.target().text())
                .findFirst()
                .orElse("");
    }

    public boolean writesAway() {
        return command.then().equals("|")
                || command.redirects().stream().anyMatch(r -> r.sign().matches("1?>>?"));
    }
}
