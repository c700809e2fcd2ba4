package dev.handrail.migrate.tool;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Delegated.Stage;
import dev.handrail.runbook.Logbook;
import dev.handrail.runbook.Reading;
import dev.handrail.text.NearWord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Flyway: versions, each once, and repeatable migrations, of which each time counts. Its free edition goes forward only. */
public final class Flyway implements Tool {
    private static final String[] INFO = {"info", "-outputType=json"};
    private static final String[] VALIDATE = {"validate", "-ignoreMigrationPatterns=*:pending"};
    private static final String PENDING = "Pending";

    /** Repeatable migrations have no version: they are told apart by how often they were applied. */
    private static final String APPLIED = """
            select coalesce(version, 'R ' || description || ' #'
                || row_number() over (partition by version is null, description order by installed_rank)) as id
            from <table> where success and type <> 'SCHEMA' order by installed_rank""";

    private static final String BROKEN = "select coalesce(version, description) as id from <table> where not success";

    /** A migration as {@code flyway info} tells it. */
    private record Migration(String version, String description, String state, boolean installed) {
        boolean repeatable() {
            return version.isEmpty();
        }

        String shown() {
            return (repeatable() ? "repeatable" : version) + " " + description;
        }
    }

    @Override
    public String name() {
        return "flyway";
    }

    @Override
    public List<String> program() {
        return List.of("flyway");
    }

    @Override
    public String install() {
        return "see Flyway's own command-line distribution";
    }

    @Override
    public List<String> version() {
        return List.of("--version");
    }

    @Override
    public String versioned() {
        return "Edition (\\d\\S*)";
    }

    @Override
    public Logbook history(Console console) {
        return new Logbook(
                name(),
                List.of(
                        "installed_rank",
                        "version",
                        "description",
                        "type",
                        "script",
                        "checksum",
                        "installed_by",
                        "installed_on",
                        "execution_time",
                        "success"),
                true,
                APPLIED,
                BROKEN,
                null);
    }

    @Override
    public String checked(Standing standing) {
        Reading said = standing.console().reading(VALIDATE);
        if (Console.exit(said) != 0) {
            throw new Problem(
                    ExitCode.UNDECIDED,
                    "flyway's files are not what was applied: exit status " + Console.exit(said),
                    standing.console().typed(VALIDATE),
                    Console.last(said),
                    "put the files back as they were applied, or leave this check out: unchecked()");
        }
        return "checked: flyway validate finds no difference";
    }

    private static List<Migration> migrations(Standing standing) {
        List<Migration> all = new ArrayList<>();
        for (Map<String, Object> one : standing.console().objects("migrations", INFO)) {
            all.add(new Migration(
                    text(one, "version"),
                    text(one, "description"),
                    text(one, "state"),
                    !text(one, "installedOnUTC").isEmpty()));
        }
        agree(standing, all);
        return all;
    }

    private static String text(Map<String, Object> object, String name) {
        Object value = object.get(name);
        return value == null ? "" : String.valueOf(value).strip();
    }

    /** That flyway works on this very database. */
    private static void agree(Standing standing, List<Migration> all) {
        Set<String> seen = new LinkedHashSet<>();
        all.stream().filter(m -> m.installed() && !m.repeatable()).forEach(m -> seen.add(m.version()));
        Set<String> shown = new LinkedHashSet<>(standing.shown());
        shown.removeIf(id -> id.startsWith("R "));
        if (!seen.equals(shown)) {
            throw standing.undecided(
                    "flyway says that " + seen.size() + " versions are applied, the history in database "
                            + standing.project().database() + " has " + shown.size(),
                    "it works on another database, or keeps its history in another table",
                    "let it find the database: env FLYWAY_URL: jdbcUrl('"
                            + standing.project().database() + "'), or name the table: history 'schema.table'");
        }
    }

    @Override
    public List<Course> forward(Standing standing) {
        List<Migration> all = migrations(standing);
        List<Migration> versions = all.stream().filter(m -> !m.repeatable()).toList();
        String upTo = standing.project().upTo();
        if (upTo != null && versions.stream().noneMatch(m -> m.version().equals(upTo))) {
            throw standing.undecided(
                    "flyway has no version '" + upTo + "'",
                    "",
                    NearWord.proposal(
                            upTo, versions.stream().map(Migration::version).toList()));
        }
        List<Stage> stages = new ArrayList<>();
        String last = "";
        for (Migration one : versions) {
            if (one.state().equals(PENDING)) {
                stages.add(Stage.applies(one.version(), one.shown()));
            }
            if (one.state().equals(PENDING) || one.installed()) {
                last = one.version();
            }
            if (one.version().equals(upTo)) {
                break;
            }
        }
        all.stream()
                .filter(m -> m.repeatable() && m.state().equals(PENDING))
                .forEach(m -> stages.add(Stage.applies(next(standing, m), m.shown())));
        List<String> arguments = last.isEmpty() ? List.of("migrate") : List.of("migrate", "-target=" + last);
        return stages.isEmpty() ? List.of() : List.of(new Course(arguments, stages));
    }

    private static String next(Standing standing, Migration repeatable) {
        String id = "R " + repeatable.description() + " #";
        long times = standing.shown().stream().filter(s -> s.startsWith(id)).count();
        return id + (times + 1);
    }
}
