package dev.handrail.checklist;

import java.util.List;
import java.util.Optional;

/**
 * A line that has a team's own migrator do something.
 *
 * @param code the word {@code migrate} with the tool; empty where the line only asks, or goes back
 * @param back true where it takes migrations back
 */
record Migrator(String code, boolean back) {
    /** A tool's name, and the words that have it apply what is pending. */
    private record Tool(String name, List<String> line, String applies, String back) {}

    private static final List<Tool> TOOLS = List.of(
            new Tool("alembic", List.of("alembic"), "upgrade", "downgrade"),
            new Tool("django", List.of("manage.py"), "migrate", ""),
            new Tool("prisma", List.of("prisma", "migrate"), "deploy", ""),
            new Tool("sqitch", List.of("sqitch"), "deploy", "revert"),
            new Tool("flyway", List.of("flyway"), "migrate", "undo"),
            new Tool("liquibase", List.of("liquibase"), "update", "rollback"));

    static Optional<Migrator> of(List<String> argv) {
        return TOOLS.stream().flatMap(tool -> of(tool, argv).stream()).findFirst();
    }

    private static Optional<Migrator> of(Tool tool, List<String> argv) {
        for (int i = 0; i + tool.line().size() < argv.size(); i++) {
            List<String> here = argv.subList(i, i + tool.line().size());
            String next = argv.get(i + tool.line().size());
            if (here.equals(tool.line()) && next.equals(tool.applies())) {
                return Optional.of(new Migrator(
                        "migrate { " + tool.name() + " { " + started(argv.subList(0, i + 1)) + "} }", false));
            }
            if (here.equals(tool.line()) && next.equals(tool.back())) {
                return Optional.of(new Migrator("", true));
            }
        }
        return Optional.empty();
    }

    /** How the tool is started, where that is not its own name. */
    private static String started(List<String> line) {
        boolean inside = line.get(0).matches("docker|docker-compose|podman|kubectl");
        if (line.size() == 1) {
            return "";
        }
        return inside
                ? "through " + Clean.quoted(line.subList(0, line.size() - 1)) + " "
                : "program " + Clean.quoted(line) + " ";
    }
}
