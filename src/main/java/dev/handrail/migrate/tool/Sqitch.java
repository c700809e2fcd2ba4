package dev.handrail.migrate.tool;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Delegated.Stage;
import dev.handrail.runbook.Logbook;
import dev.handrail.runbook.Reading;
import dev.handrail.text.NearWord;
import dev.handrail.text.Quoting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sqitch: the changes of its plan file, one after the other, by their ids. */
public final class Sqitch implements Tool {
    /** Names hold neither blanks nor {@code #}. */
    private static final String[] PLAN = {"plan", "--no-headers", "--no-color", "--format", "format:%H %o %n%t # %s"};

    private static final Pattern CURRENT = Pattern.compile("(?m)^# \\S+\\s+([0-9a-f]{40})$");
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");

    /** A line of the plan. */
    private record Change(String id, String project, String name, List<String> tags, String subject) {
        String shown() {
            return Stream.concat(Stream.of(name), tags.stream()).collect(java.util.stream.Collectors.joining(" "))
                    + (subject.isEmpty() ? "" : "  " + subject);
        }

        boolean is(String written) {
            return id.equals(written) || name.equals(written) || tags.contains(written);
        }
    }

    @Override
    public String name() {
        return "sqitch";
    }

    @Override
    public List<String> program() {
        return List.of("sqitch");
    }

    @Override
    public String install() {
        return "Debian and Ubuntu: apt install sqitch libdbd-pg-perl postgresql-client";
    }

    @Override
    public List<String> version() {
        return List.of("--version");
    }

    @Override
    public String versioned() {
        return "v(\\d\\S*)";
    }

    @Override
    public Logbook history(Console console) {
        String project =
                changes(console).stream().map(Change::project).findFirst().orElse("");
        return new Logbook(
                name(),
                List.of("script_hash", "change_id", "change", "project", "committed_at", "planned_at"),
                false,
                "select change_id as id from <table> where project = " + Quoting.literal(project)
                        + " order by committed_at, change_id",
                "",
                null);
    }

    @Override
    public String wayBack() {
        return "sqitch revert, to where the database was before this step";
    }

    private static List<Change> changes(Console console) {
        List<Change> changes = new ArrayList<>();
        for (String line : console.ask(PLAN).split("\n")) {
            int subject = line.indexOf(" # ");
            List<String> words =
                    List.of((subject < 0 ? line.replaceAll(" #$", "") : line.substring(0, subject)).split(" +"));
            if (words.size() > 2) {
                changes.add(new Change(
                        words.get(0),
                        words.get(1),
                        words.get(2),
                        words.subList(3, words.size()),
                        subject < 0 ? "" : line.substring(subject + 3).strip()));
            }
        }
        return changes;
    }

    /** That it works on this very database, and that what it deployed is what its plan has. */
    @Override
    public String checked(Standing standing) {
        Reading status = standing.console().reading("status");
        Matcher current = CURRENT.matcher(Console.text(status));
        Optional<String> seen = current.find() ? Optional.of(current.group(1)) : Optional.empty();
        if (seen.isEmpty() && Console.exit(status) > 1) {
            throw standing.console().refused(status, "status");
        }
        Optional<String> shown = standing.shown().stream().reduce((older, newer) -> newer);
        if (!seen.equals(shown)) {
            throw standing.undecided(
                    "sqitch says that it is at " + seen.orElse("nothing") + ", the history in database "
                            + standing.project().database() + " at " + shown.orElse("nothing"),
                    "it works on another database, or in another registry",
                    "let it find the database: env SQITCH_TARGET: \"db:${url('"
                            + standing.project().database() + "')}\", or name the table: history 'schema.changes'");
        }
        return shown.isEmpty() || !checks(standing.version())
                ? "checked: sqitch status says the same"
                : diverging(standing);
    }

    /** {@code sqitch check} came with 1.3. */
    private static boolean checks(String version) {
        Matcher said = VERSION.matcher(version);
        return said.find() && Integer.parseInt(said.group(1)) * 1000 + Integer.parseInt(said.group(2)) >= 1003;
    }

    private static String diverging(Standing standing) {
        Reading said = standing.console().reading("check");
        if (Console.exit(said) != 0) {
            throw new Problem(
                    ExitCode.UNDECIDED,
                    "what sqitch deployed is not what its plan has now: exit status " + Console.exit(said),
                    standing.console().typed("check"),
                    Console.last(said),
                    "put the scripts back as they were deployed, or leave this check out: unchecked()");
        }
        return "checked: sqitch status says the same, sqitch check finds no divergence";
    }

    /** The plan, which must have all that is deployed, and first. */
    private static List<Change> planned(Standing standing) {
        List<Change> changes = changes(standing.console());
        List<String> ids = changes.stream().map(Change::id).toList();
        for (String id : standing.shown()) {
            if (!ids.contains(id)) {
                throw standing.undecided(
                        "change " + id + " is deployed, and is not in sqitch's plan",
                        "the plan was rewritten, or a newer release was there",
                        "bring the plan back that has it");
            }
        }
        List<String> first = ids.subList(0, standing.shown().size());
        if (!Set.copyOf(first).equals(Set.copyOf(standing.shown()))) {
            Change skipped = changes.stream()
                    .filter(c -> !standing.shown().contains(c.id()))
                    .findFirst()
                    .orElseThrow();
            throw standing.undecided(
                    "change " + skipped.name() + " is not deployed, and one that comes after it in the plan is",
                    "sqitch deploys what comes after the last one",
                    "move it to the end of the plan");
        }
        return changes;
    }

    private static Change named(Standing standing, List<Change> changes, String written) {
        List<Change> meant = changes.stream().filter(c -> c.is(written)).toList();
        if (meant.size() != 1) {
            throw standing.undecided(
                    "sqitch has no one change '" + written + "'",
                    meant.isEmpty() ? "" : "it was reworked: name it by its tag or its id",
                    NearWord.proposal(
                            written,
                            changes.stream()
                                    .flatMap(c -> Stream.concat(Stream.of(c.name()), c.tags().stream()))
                                    .distinct()
                                    .toList()));
        }
        return meant.get(0);
    }

    @Override
    public List<Course> forward(Standing standing) {
        List<Change> changes = planned(standing);
        String upTo = standing.project().upTo();
        int end = upTo == null ? changes.size() : changes.indexOf(named(standing, changes, upTo)) + 1;
        List<Change> pending = changes.subList(Math.min(standing.shown().size(), end), end);
        return pending.isEmpty()
                ? List.of()
                : List.of(new Course(
                        List.of("deploy", "--to", changes.get(end - 1).id()),
                        pending.stream()
                                .map(c -> Stage.applies(c.id(), c.shown()))
                                .toList()));
    }

    @Override
    public List<Course> down(Standing standing) {
        List<Change> changes = planned(standing);
        String downTo = String.valueOf(standing.project().downTo());
        int stays = changes.indexOf(named(standing, changes, downTo)) + 1;
        return revert(
                changes,
                Math.min(stays, standing.shown().size()),
                standing.shown().size());
    }

    @Override
    public List<Course> back(Standing standing, Set<String> ids) {
        List<Change> changes = planned(standing);
        int deployed = standing.shown().size();
        Set<String> gone = new LinkedHashSet<>(standing.shown());
        gone.retainAll(ids);
        int stays = deployed - gone.size();
        for (Change change : changes.subList(stays, deployed)) {
            if (!gone.contains(change.id())) {
                throw standing.undecided(
                        "change " + change.name() + " was deployed on top of what is to be taken back",
                        "somebody else deployed it since",
                        "revert " + change.name() + " first, or leave both");
            }
        }
        return revert(changes, stays, deployed);
    }

    private static List<Course> revert(List<Change> changes, int stays, int deployed) {
        List<Change> gone = new ArrayList<>(changes.subList(stays, deployed));
        Collections.reverse(gone);
        List<String> to =
                stays == 0 ? List.of() : List.of("--to", changes.get(stays - 1).id());
        return gone.isEmpty()
                ? List.of()
                : List.of(new Course(
                        Stream.concat(Stream.of("revert", "-y"), to.stream()).toList(),
                        gone.stream()
                                .map(c -> Stage.takesBack(c.id(), c.shown()))
                                .toList()));
    }
}
