package dev.handrail.migrate.tool;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Delegated.Stage;
import dev.handrail.runbook.Logbook;
import dev.handrail.runbook.Reading;
import dev.handrail.text.NearWord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Django's migrations: {@code app.name} in its history, {@code APP NAME} on its command line. */
public final class Django implements Tool {
    private static final String[] LIST = {"showmigrations", "--plan", "--verbosity", "2", "--no-color"};
    private static final String[] CHECK = {"makemigrations", "--check", "--dry-run", "--no-color"};

    @Override
    public String name() {
        return "django";
    }

    @Override
    public List<String> program() {
        return List.of("python3", "manage.py");
    }

    @Override
    public String install() {
        return "Debian and Ubuntu: apt install python3";
    }

    @Override
    public List<String> version() {
        return List.of("version");
    }

    @Override
    public String versioned() {
        return "(\\d\\S*)";
    }

    @Override
    public Logbook history(Console console) {
        return new Logbook(
                name(),
                List.of("app", "applied", "name", "id"),
                true,
                "select app || '.' || name as id from <table> order by <table>.id",
                "",
                null);
    }

    @Override
    public String wayBack() {
        return "django's migrate APP NAME, to where the database was before this step";
    }

    @Override
    public String checked(Standing standing) {
        Reading said = standing.console().reading(CHECK);
        if (Console.exit(said) != 0) {
            throw new Problem(
                    ExitCode.UNDECIDED,
                    "django's models and migrations differ: exit status " + Console.exit(said),
                    standing.console().typed(CHECK),
                    Console.last(said),
                    "write the migration that is missing, or leave this check out: unchecked()");
        }
        return "checked: makemigrations --check says that no migration is missing";
    }

    private static Listing listing(Standing standing) {
        Listing listing = Listing.parse(standing.console().ask(LIST));
        Set<String> shown = Set.copyOf(standing.shown());
        boolean other = listing.applied().isEmpty()
                ? listing.ids().stream().anyMatch(shown::contains)
                : listing.applied().stream().noneMatch(shown::contains)
                        || listing.ids().stream()
                                .anyMatch(id ->
                                        shown.contains(id) && !listing.applied().contains(id));
        if (other) {
            throw standing.undecided(
                    "django says that " + listing.applied().size() + " migrations are applied, and other ones than the"
                            + " history in database " + standing.project().database() + " shows",
                    "it works on another database",
                    "let it find the database, e.g. with env DATABASE_URL: url('"
                            + standing.project().database() + "') and settings that read it");
        }
        return listing;
    }

    @Override
    public List<Course> forward(Standing standing) {
        Listing listing = listing(standing);
        String upTo = standing.project().upTo();
        List<String> wanted = upTo == null ? listing.ids() : listing.upTo(targets(standing, listing, upTo));
        List<Stage> stages = wanted.stream()
                .filter(id -> !listing.applied().contains(id))
                .map(id -> Stage.applies(id, id))
                .toList();
        List<String> arguments = new ArrayList<>(List.of("migrate", "--noinput", "--no-color"));
        if (upTo != null) {
            String[] words = upTo.strip().split("[\\s.]+", 2);
            arguments.add(words[0]);
            if (words.length > 1) {
                arguments.add(Listing.name(targets(standing, listing, upTo).get(0)));
            }
        }
        return stages.isEmpty() ? List.of() : List.of(new Course(arguments, stages));
    }

    /** The migrations that {@code APP} or {@code APP NAME} means. */
    private static List<String> targets(Standing standing, Listing listing, String written) {
        String[] words = written.strip().split("[\\s.]+", 2);
        List<String> meant = listing.of(words[0]).stream()
                .filter(id -> words.length == 1 || Listing.name(id).startsWith(words[1]))
                .toList();
        List<String> exact = meant.stream()
                .filter(id -> words.length > 1 && Listing.name(id).equals(words[1]))
                .toList();
        List<String> found = exact.isEmpty() ? meant : exact;
        if (found.isEmpty() || (words.length > 1 && found.size() > 1)) {
            throw standing.undecided(
                    "django has no one migration '" + written + "'",
                    found.isEmpty() ? "" : "it could be " + String.join(", ", found),
                    "write app and name: 'shop 0002_points'; "
                            + NearWord.proposal(written.strip().replaceAll("\\s+", "."), listing.ids()));
        }
        return found;
    }

    @Override
    public List<Course> down(Standing standing) {
        Listing listing = listing(standing);
        String[] words = String.valueOf(standing.project().downTo()).strip().split("[\\s.]+", 2);
        boolean zero = words.length > 1 && words[1].equals("zero");
        if (words.length < 2 || listing.of(words[0]).isEmpty()) {
            throw standing.undecided(
                    "django can't go down to '" + standing.project().downTo() + "'",
                    "",
                    "write app and name, or zero: downTo 'shop 0002_points', downTo 'shop zero'");
        }
        String target =
                zero ? "" : targets(standing, listing, String.join(" ", words)).get(0);
        Course course = course(listing, words[0], target, listing.applied());
        refuseSquashed(standing, List.of(course));
        return course.stages().isEmpty() ? List.of() : List.of(course);
    }

    private static Course course(Listing listing, String app, String target, Set<String> applied) {
        List<String> gone = new ArrayList<>(listing.ids());
        gone.retainAll(listing.after(app, target));
        gone.retainAll(applied);
        Collections.reverse(gone);
        String name = target.isEmpty() ? "zero" : Listing.name(target);
        return new Course(
                List.of("migrate", "--noinput", "--no-color", app, name),
                gone.stream().map(id -> Stage.takesBack(id, id)).toList());
    }

    @Override
    public List<Course> back(Standing standing, Set<String> ids) {
        Listing listing = listing(standing);
        Set<String> now = new LinkedHashSet<>(listing.applied());
        List<String> gone = new ArrayList<>(listing.ids());
        gone.retainAll(ids);
        gone.retainAll(now);
        Collections.reverse(gone);
        List<Course> courses = new ArrayList<>();
        for (String id : gone) {
            if (now.contains(id)) {
                Course course = course(listing, Listing.app(id), stays(listing, Listing.app(id), now, gone), now);
                course.stages().forEach(stage -> refuseOthers(standing, stage.id(), id, ids));
                course.stages().forEach(stage -> now.remove(stage.id()));
                courses.add(course);
            }
        }
        refuseSquashed(standing, courses);
        return courses;
    }

    /** Django leaves the row of a squashed migration in its history when it takes it back: nothing would prove it. */
    private static void refuseSquashed(Standing standing, List<Course> courses) {
        Set<String> squashed = Listing.squashed(standing.console().ask("showmigrations", "--list", "--no-color"));
        for (Course course : courses) {
            for (Stage stage : course.stages()) {
                if (squashed.contains(stage.id())) {
                    throw standing.undecided(
                            "the squashed migration " + stage.id() + " can't be taken back here",
                            "django keeps its row in the history, so that nothing would show what became of it",
                            "take it back by hand, and mark this with --by-hand: "
                                    + standing.console()
                                            .typed(course.arguments().toArray(String[]::new)));
                }
            }
        }
    }

    /** The last one of an app that is not taken back; empty: none stays. */
    private static String stays(Listing listing, String app, Set<String> now, List<String> gone) {
        return listing.of(app).stream()
                .filter(id -> now.contains(id) && !gone.contains(id))
                .reduce((older, newer) -> newer)
                .orElse("");
    }

    private static void refuseOthers(Standing standing, String id, String under, Set<String> ids) {
        if (!ids.contains(id)) {
            throw standing.undecided(
                    "migration " + id + " stands on " + under + ", which is to be taken back",
                    "it was applied by somebody else since",
                    "take " + id + " back first, or leave both");
        }
    }
}
