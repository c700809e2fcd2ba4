package dev.handrail.migrate.tool;

import dev.handrail.runbook.Delegated.Stage;
import dev.handrail.runbook.Logbook;
import dev.handrail.text.NearWord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Alembic: its history shows the newest revisions alone; what came before them is read from its files. */
public final class Alembic implements Tool {
    private static final Pattern CURRENT = Pattern.compile("\\w+( \\([a-z]+\\))*");

    @Override
    public String name() {
        return "alembic";
    }

    @Override
    public List<String> program() {
        return List.of("alembic");
    }

    @Override
    public String install() {
        return "pip install alembic; Debian and Ubuntu: apt install alembic";
    }

    @Override
    public List<String> version() {
        return List.of("--version");
    }

    @Override
    public String versioned() {
        return "alembic (\\S+)";
    }

    @Override
    public Logbook history(Console console) {
        return new Logbook(
                name(), List.of("version_num"), true, "select version_num as id from <table> order by 1", "", null);
    }

    @Override
    public String wayBack() {
        return "alembic downgrade, to where the database was before this step";
    }

    /** That alembic works on this very database: its own check is for models, and speaks only where nothing is pending. */
    @Override
    public String checked(Standing standing) {
        Set<String> seen = new TreeSet<>();
        standing.console()
                .ask("current")
                .lines()
                .map(String::strip)
                .filter(line -> CURRENT.matcher(line).matches())
                .forEach(line -> seen.add(line.split(" ")[0]));
        if (!seen.equals(new TreeSet<>(standing.shown()))) {
            throw standing.undecided(
                    "alembic says that it is at " + shown(seen) + ", the history in database "
                            + standing.project().database() + " at " + shown(standing.shown()),
                    "it works on another database, or keeps its history in another table",
                    "let it find the database: env DATABASE_URL: url('"
                            + standing.project().database() + "'), or name the table: history 'schema.table'");
        }
        return "checked: alembic current says the same";
    }

    private static String shown(java.util.Collection<String> ids) {
        return ids.isEmpty() ? "nothing" : String.join(", ", ids);
    }

    @Override
    public List<Course> forward(Standing standing) {
        Revisions revisions = revisions(standing);
        Set<String> applied = revisions.upTo(standing.shown());
        List<String> targets = targets(standing, revisions);
        Set<String> pending = new LinkedHashSet<>(revisions.upTo(targets));
        pending.removeAll(applied);
        if (pending.isEmpty()) {
            return List.of();
        }
        List<Stage> stages = new ArrayList<>();
        Set<String> now = new LinkedHashSet<>(applied);
        for (String id : revisions.ordered(pending)) {
            stages.add(stage(revisions, id, now, true));
        }
        return List.of(new Course(List.of("upgrade", targets.size() == 1 ? targets.get(0) : "heads"), stages));
    }

    /** Changes {@code now}, what is applied, by one revision. */
    private static Stage stage(Revisions revisions, String id, Set<String> now, boolean up) {
        List<String> shownBefore = revisions.shownFor(now);
        if (up) {
            now.add(id);
        } else {
            now.remove(id);
        }
        List<String> shownAfter = revisions.shownFor(now);
        return new Stage(
                id,
                revisions.get(id).shown(),
                shownAfter.stream().filter(s -> !shownBefore.contains(s)).toList(),
                shownBefore.stream().filter(s -> !shownAfter.contains(s)).toList());
    }

    private static List<String> targets(Standing standing, Revisions revisions) {
        String upTo = standing.project().upTo();
        List<String> heads = revisions.heads();
        if (upTo != null && !upTo.equals("heads")) {
            return List.of(named(standing, revisions, upTo));
        }
        if (upTo == null && heads.size() > 1) {
            throw standing.undecided(
                    "alembic has " + heads.size() + " heads: " + String.join(", ", heads),
                    "nothing says in which order, or whether, they belong together",
                    "merge them (alembic merge heads), name one: upTo '" + heads.get(0) + "', or all: upTo 'heads'");
        }
        return heads;
    }

    private static String named(Standing standing, Revisions revisions, String written) {
        return revisions
                .named(written)
                .orElseThrow(() -> standing.undecided(
                        "alembic has no one revision '" + written + "'",
                        "",
                        NearWord.proposal(written, revisions.ids())));
    }

    private static Revisions revisions(Standing standing) {
        Revisions revisions = Revisions.parse(standing.console().ask("history", "--verbose"));
        for (String id : standing.shown()) {
            if (!revisions.has(id)) {
                throw standing.undecided(
                        "the database is at revision " + id + ", which alembic's files do not have",
                        "a newer release was there, or the file was removed",
                        "bring the file back, or the release that has it");
            }
        }
        return revisions;
    }

    @Override
    public List<Course> down(Standing standing) {
        Revisions revisions = revisions(standing);
        String downTo = String.valueOf(standing.project().downTo());
        Set<String> stays =
                downTo.equals("base") ? Set.of() : revisions.upTo(List.of(named(standing, revisions, downTo)));
        Set<String> gone = new LinkedHashSet<>(revisions.upTo(standing.shown()));
        gone.removeAll(stays);
        return back(standing, revisions, gone);
    }

    @Override
    public List<Course> back(Standing standing, Set<String> ids) {
        Revisions revisions = revisions(standing);
        Set<String> gone = new LinkedHashSet<>(revisions.upTo(standing.shown()));
        gone.retainAll(ids);
        return back(standing, revisions, gone);
    }

    /** One downgrade for each revision that is to be shown again and that something stands on now. */
    private static List<Course> back(Standing standing, Revisions revisions, Set<String> gone) {
        Set<String> now = new LinkedHashSet<>(revisions.upTo(standing.shown()));
        Set<String> stays = new LinkedHashSet<>(now);
        stays.removeAll(gone);
        notUnder(standing, revisions, gone, stays);
        List<String> places = new ArrayList<>(stays.isEmpty() ? List.of("base") : revisions.shownFor(stays));
        List<Course> courses = new ArrayList<>();
        for (String place : places) {
            List<Stage> stages = new ArrayList<>();
            List<String> order = new ArrayList<>(revisions.ordered(now));
            java.util.Collections.reverse(order);
            for (String id : order) {
                if (gone.contains(id)
                        && (place.equals("base") || revisions.upTo(List.of(id)).contains(place))) {
                    stages.add(stage(revisions, id, now, false));
                }
            }
            if (!stages.isEmpty()) {
                courses.add(new Course(List.of("downgrade", place), stages));
            }
        }
        if (!now.equals(stays)) {
            throw standing.undecided(
                    "alembic can't go back to where it was by its downgrade: " + shown(places),
                    "a branch of its own was begun, and downgrade names no place before it",
                    "take it back by hand, and mark this with --by-hand");
        }
        return courses;
    }

    private static void notUnder(Standing standing, Revisions revisions, Set<String> gone, Set<String> stays) {
        for (String id : stays) {
            for (String under : revisions.before(id)) {
                if (gone.contains(under)) {
                    throw standing.undecided(
                            "revision " + id + " stands on " + under + ", which is to be taken back",
                            "it was applied by somebody else since",
                            "take " + id + " back first, or leave both");
                }
            }
        }
    }
}
