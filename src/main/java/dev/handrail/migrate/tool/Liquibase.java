package dev.handrail.migrate.tool;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Delegated.Stage;
import dev.handrail.runbook.Logbook;
import dev.handrail.runbook.Reading;
import dev.handrail.text.NearWord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Liquibase: change sets by file, id and author; forwards and backwards by their number. */
public final class Liquibase implements Tool {
    private static final String[] STATUS = {"status", "--verbose"};
    private static final Pattern CHANGE_SET = Pattern.compile("     \\S.*::.+::.+");

    @Override
    public String name() {
        return "liquibase";
    }

    @Override
    public List<String> program() {
        return List.of("liquibase");
    }

    @Override
    public String install() {
        return "see Liquibase's own command-line distribution";
    }

    @Override
    public List<String> version() {
        return List.of("--version");
    }

    @Override
    public String versioned() {
        return "Liquibase Version: (\\S+)";
    }

    /** Its lock is a row that outlives a crash: whoever holds it is named. */
    @Override
    public Logbook history(Console console) {
        return new Logbook(
                name(),
                List.of("orderexecuted", "exectype", "md5sum", "dateexecuted", "filename", "author", "id"),
                false,
                "select filename || '::' || id || '::' || author as id from <table> order by orderexecuted, dateexecuted",
                "select 'its lock, held by ' || coalesce(lockedby, 'nobody') || ' since ' || coalesce(lockgranted::text, '?')"
                        + " as id from <table>lock where locked",
                null);
    }

    @Override
    public String wayBack() {
        return "liquibase rollback-count, to where the database was before this step";
    }

    @Override
    public String checked(Standing standing) {
        mustHaveTables(standing);
        Reading said = standing.console().reading("validate");
        if (Console.exit(said) != 0) {
            throw new Problem(
                    ExitCode.UNDECIDED,
                    "liquibase's change log is not in order: exit status " + Console.exit(said),
                    standing.console().typed("validate"),
                    Console.last(said),
                    "put right what it complains about, or leave this check out: unchecked()");
        }
        return "checked: liquibase validate finds no fault";
    }

    /** Even its reading commands make its tables where there are none. */
    private static void mustHaveTables(Standing standing) {
        if (standing.history().table() == null) {
            throw standing.undecided(
                    "liquibase has no history in database " + standing.project().database() + " yet",
                    "what is pending it says only once it has made its own tables, and planning changes nothing",
                    "let it make them in a step before: command(['liquibase', 'status']) { … }");
        }
    }

    private static List<String> pending(Standing standing) {
        mustHaveTables(standing);
        List<String> pending = new ArrayList<>();
        for (String line : standing.console().ask(STATUS).split("\n")) {
            if (CHANGE_SET.matcher(line).matches()) {
                pending.add(line.strip());
            }
        }
        for (String id : pending) {
            if (standing.shown().contains(id)) {
                throw standing.undecided(
                        "change set " + id + " is pending, and applied already",
                        "it runs again when it changes (runOnChange, runAlways), which the history does not show as"
                                + " another one; or liquibase works on another database",
                        "let liquibase find the database: env LIQUIBASE_COMMAND_URL: jdbcUrl('"
                                + standing.project().database()
                                + "'); change sets that run again are for a step with command");
            }
        }
        return pending;
    }

    @Override
    public List<Course> forward(Standing standing) {
        List<String> pending = pending(standing);
        String upTo = standing.project().upTo();
        int count = upTo == null || applied(standing, upTo) ? 0 : index(standing, pending, upTo) + 1;
        List<String> wanted = upTo == null ? pending : pending.subList(0, count);
        return wanted.isEmpty()
                ? List.of()
                : List.of(new Course(
                        List.of("update-count", "--count=" + wanted.size()),
                        wanted.stream().map(id -> Stage.applies(id, id)).toList()));
    }

    private static boolean applied(Standing standing, String written) {
        return standing.shown().stream().anyMatch(id -> meant(id, written));
    }

    private static boolean meant(String id, String written) {
        return id.equals(written) || id.split("::").length > 1 && id.split("::")[1].equals(written);
    }

    private static int index(Standing standing, List<String> ids, String written) {
        List<String> meant = ids.stream().filter(id -> meant(id, written)).toList();
        if (meant.size() != 1) {
            throw standing.undecided(
                    "liquibase has no one change set '" + written + "'",
                    "",
                    "name it as file::id::author; " + NearWord.proposal(written, ids));
        }
        return ids.indexOf(meant.get(0));
    }

    @Override
    public List<Course> down(Standing standing) {
        int stays = index(
                        standing,
                        standing.shown(),
                        String.valueOf(standing.project().downTo()))
                + 1;
        return rollback(standing, stays);
    }

    @Override
    public List<Course> back(Standing standing, Set<String> ids) {
        long gone = standing.shown().stream().filter(ids::contains).count();
        int stays = standing.shown().size() - (int) gone;
        for (String id : standing.shown().subList(stays, standing.shown().size())) {
            if (!ids.contains(id)) {
                throw standing.undecided(
                        "change set " + id + " was applied on top of what is to be taken back",
                        "somebody else applied it since",
                        "take " + id + " back first, or leave both");
            }
        }
        return rollback(standing, stays);
    }

    private static List<Course> rollback(Standing standing, int stays) {
        List<String> gone =
                new ArrayList<>(standing.shown().subList(stays, standing.shown().size()));
        Collections.reverse(gone);
        return gone.isEmpty()
                ? List.of()
                : List.of(new Course(
                        List.of("rollback-count", "--count=" + gone.size()),
                        gone.stream().map(id -> Stage.takesBack(id, id)).toList()));
    }
}
