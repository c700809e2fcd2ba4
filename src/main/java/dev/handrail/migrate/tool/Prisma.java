package dev.handrail.migrate.tool;

import dev.handrail.runbook.Delegated.Stage;
import dev.handrail.runbook.Logbook;
import java.util.List;

/** Prisma: the folders of its migrations, in the order of their names. It goes forward only, and all the way. */
public final class Prisma implements Tool {
    private static final String APPLIED = """
            select migration_name as id from <table>
            where finished_at is not null and rolled_back_at is null order by started_at, migration_name""";

    private static final String BROKEN = """
            select migration_name || ' (started at ' || started_at || ')' as id from <table>
            where finished_at is null and rolled_back_at is null order by started_at""";

    private final List<String> migrations;

    /** @param migrations names of the folders beside {@code migration_lock.toml}, in their order */
    public Prisma(List<String> migrations) {
        this.migrations = List.copyOf(migrations);
    }

    public List<String> migrations() {
        return migrations;
    }

    @Override
    public String name() {
        return "prisma";
    }

    /** Without {@code --no-install} npx would fetch it from the network. */
    @Override
    public List<String> program() {
        return List.of("npx", "--no-install", "prisma");
    }

    @Override
    public String install() {
        return "npm install prisma, in the project";
    }

    @Override
    public List<String> version() {
        return List.of("--version");
    }

    @Override
    public String versioned() {
        return "prisma\\s*: (\\S+)";
    }

    @Override
    public Logbook history(Console console) {
        return new Logbook(
                name(),
                List.of(
                        "applied_steps_count",
                        "rolled_back_at",
                        "migration_name",
                        "finished_at",
                        "started_at",
                        "checksum"),
                false,
                APPLIED,
                BROKEN,
                null);
    }

    @Override
    public String checked(Standing standing) {
        return "not checked: of prisma only the history and the folders are read";
    }

    @Override
    public List<Course> forward(Standing standing) {
        for (String name : standing.shown()) {
            if (!migrations.contains(name)) {
                throw standing.undecided(
                        "migration " + name + " is applied, and prisma's folders do not have it",
                        "a newer release was there, or the folder was removed",
                        "bring the folder back, or the release that has it");
            }
        }
        List<Stage> stages = migrations.stream()
                .filter(name -> !standing.shown().contains(name))
                .map(name -> Stage.applies(name, name))
                .toList();
        return stages.isEmpty() ? List.of() : List.of(new Course(List.of("migrate", "deploy"), stages));
    }
}
