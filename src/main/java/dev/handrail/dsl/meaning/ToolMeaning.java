package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.migrate.tool.Alembic;
import dev.handrail.migrate.tool.Django;
import dev.handrail.migrate.tool.Flyway;
import dev.handrail.migrate.tool.Liquibase;
import dev.handrail.migrate.tool.Prisma;
import dev.handrail.migrate.tool.Project;
import dev.handrail.migrate.tool.Sqitch;
import dev.handrail.migrate.tool.Tool;
import dev.handrail.migrate.tool.ToolAction;
import dev.handrail.runbook.Action;
import dev.handrail.text.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code migrate} by one of the team's own migrators. */
final class ToolMeaning {
    private static final Map<String, Function<Options, Tool>> TOOLS = Map.of(
            "alembic", options -> new Alembic(),
            "django", options -> new Django(),
            "flyway", options -> new Flyway(),
            "liquibase", options -> new Liquibase(),
            "prisma", options -> new Prisma(folders(options)),
            "sqitch", options -> new Sqitch());

    private static final Set<String> BESIDE = Set.of("upTo", "downTo", "on");

    private ToolMeaning() {}

    /** The migrators that are said in {@code migrate}. */
    static List<Call> said(Call migrate) {
        return migrate.said().stream().filter(c -> TOOLS.containsKey(c.word())).toList();
    }

    static Action of(Call migrate, Call said, Scope scope) {
        Reading reading = scope.reading();
        Options around = new Options(reading, migrate);
        Options options = new Options(reading, said);
        strangers(reading, migrate, said);
        Tool tool = Optional.ofNullable(TOOLS.get(said.word())).orElseThrow().apply(options);
        bounds(reading, migrate, tool);
        return new ToolAction(
                tool,
                new Project(
                        scope.database(migrate.site().word()),
                        line(options, "program"),
                        line(options, "through"),
                        CommandMeaning.environment(options),
                        CommandMeaning.directory(options),
                        options.plain("history"),
                        options.flag("unchecked"),
                        around.plain("upTo"),
                        around.plain("downTo")));
    }

    private static void strangers(Reading reading, Call migrate, Call said) {
        for (Call other : migrate.said()) {
            boolean tool = TOOLS.containsKey(other.word());
            if (tool && other != said) {
                reading.mistake(
                        Code.TWICE,
                        "'migrate' has two migrators: " + said.word() + " and " + other.word(),
                        other.site().word(),
                        "give the second a step of its own");
            } else if (!tool && !BESIDE.contains(other.word())) {
                reading.mistake(
                        Code.WRONG_PLACE,
                        "'" + other.word() + "' says nothing to " + said.word(),
                        other.site().word(),
                        "take it out: " + said.word() + " has its own files, its own way back and its own settings");
            }
        }
    }

    private static void bounds(Reading reading, Call migrate, Tool tool) {
        migrate.first("downTo")
                .filter(down -> tool.wayBack().isEmpty())
                .ifPresent(down -> reading.mistake(
                        Code.WRONG_PLACE,
                        tool.name() + " takes nothing back",
                        down.site().word(),
                        "take 'downTo' out, and write what takes it back as SQL"));
        migrate.first("upTo")
                .filter(up -> tool instanceof Prisma)
                .ifPresent(up -> reading.mistake(
                        Code.WRONG_PLACE,
                        "prisma applies all that is pending",
                        up.site().word(),
                        "take 'upTo' out"));
    }

    /** The folders of prisma's migrations, in the order of their names. */
    private static List<String> folders(Options options) {
        String written = options.plain("migrations", "prisma/migrations");
        Path folder =
                options.reading().files().folder(options.plain("directory", "")).resolve(written);
        try (Stream<Path> all = java.nio.file.Files.list(folder)) {
            return all.filter(f -> java.nio.file.Files.isRegularFile(f.resolve("migration.sql")))
                    .map(f -> String.valueOf(f.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException none) {
            options.reading()
                    .mistake(
                            Code.NO_FILE,
                            "there is no folder '" + written + "' in the project",
                            options.at(),
                            "name the one that holds its migrations: migrations 'prisma/migrations'");
            return List.of();
        }
    }

    /** A program and its arguments; none where nothing is said. */
    private static List<Text> line(Options options, String word) {
        List<Text> line = new ArrayList<>();
        options.one(word).ifPresent(said -> {
            for (int i = 0; i < said.arguments().size(); i++) {
                line.add(Args.open(options.reading(), said, i));
            }
            if (line.size() == 1 && line.get(0).show().strip().contains(" ")) {
                options.reading()
                        .mistake(
                                Code.BAD_VALUE,
                                "no program has this name: each argument is a text of its own, there is no shell",
                                said.site().argument(0),
                                "write: " + word + " '"
                                        + line.get(0).show().strip().replaceAll("\\s+", "', '") + "'");
            }
        });
        return line;
    }
}
