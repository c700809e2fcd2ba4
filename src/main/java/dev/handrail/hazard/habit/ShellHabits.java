package dev.handrail.hazard.habit;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.text.shell.ShellCommand;
import dev.handrail.text.shell.ShellText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Commands looked at in their order. */
public final class ShellHabits {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh");
    private static final String DUMP = "(?i).*(dump|backup|bak|restore).*";
    private static final String ASIDE = "(?i).*(test|tmp|temp|scratch|restored|restore_|copy|rehears|drill).*";

    /** A password itself, not where it comes from. */
    private static final String WRITTEN = "[^$<*\\s].*";

    private final List<Habit> found = new ArrayList<>();

    private ShellHabits() {}

    /** What goes wrong with the commands of a script. */
    public static List<Habit> of(List<ShellCommand> commands) {
        ShellHabits habits = new ShellHabits();
        commands.forEach(habits::look);
        return habits.found;
    }

    /** What goes wrong with one program that is started without a shell; a shell's own script is looked into. */
    public static List<Habit> ofProgram(List<String> argv) {
        int script = argv.indexOf("-c") + 1;
        String name = argv.isEmpty() ? "" : argv.get(0).substring(argv.get(0).lastIndexOf('/') + 1);
        if (SHELLS.contains(name) && script > 0 && script < argv.size()) {
            return of(ShellText.commands(argv.get(script)));
        }
        ShellHabits habits = new ShellHabits();
        habits.look(ShellCommand.plain(argv));
        argv.stream()
                .skip(1)
                .filter(ShellSigns::meansShell)
                .findFirst()
                .ifPresent(sign -> habits.found.add(new Habit(
                        Danger.SHELL_ONLY,
                        "'" + sign + "' means something to a shell only: " + name + " is given it as it stands",
                        Danger.SHELL_ONLY.safe(),
                        1)));
        return habits.found;
    }

    /** The SQL file that a line has psql run; empty where it does not. */
    public static String script(ShellCommand command) {
        Started started = Started.of(command);
        if (!started.program().equals("psql")) {
            return "";
        }
        String file = started.value("-f", "--file");
        return file.isEmpty() ? started.input() : file;
    }

    private void look(ShellCommand command) {
        Started started = Started.of(command);
        switch (started.program()) {
            case "psql" -> psql(started);
            case "pg_dump", "pg_dumpall" -> dump(started);
            case "pg_restore" -> restore(started);
            case "redis-cli" -> redis(started);
            case "curl" -> curl(started);
            default -> {}
        }
    }

    private void add(Danger danger, Started started, String what) {
        found.add(new Habit(danger, what, danger.safe(), started.command().line()));
    }

    private void psql(Started psql) {
        String file = script(psql.command());
        boolean stops = psql.arguments().stream().anyMatch(a -> a.contains("ON_ERROR_STOP"));
        String target = target(psql);
        if (!file.isEmpty() && file.matches(DUMP) && !target.matches(ASIDE)) {
            add(
                    Danger.RESTORE_CANT_WORK,
                    psql,
                    file + " is read into a database that has its tables already: what exists fails, rows come twice");
        } else if (!file.isEmpty() && !stops) {
            add(Danger.PSQL_GOES_ON, psql, "psql goes on after a failed statement of " + file + ", and ends with 0");
        }
        String sql = psql.value("-c", "--command").strip();
        if (sql.startsWith("\\") && sql.lines().filter(l -> !l.isBlank()).count() > 1) {
            add(
                    Danger.PSQL_ONLY,
                    psql,
                    "psql takes either SQL or one command of its own with -c: " + first(sql)
                            + " takes the rest as its own");
        } else if (sql.startsWith("\\")) {
            add(Danger.PSQL_ONLY, psql, first(sql) + " is a look by psql for a person: its exit status says nothing");
        }
    }

    private static String first(String sql) {
        return sql.lines().findFirst().orElse("").strip();
    }

    private static String target(Started psql) {
        String named = psql.value("-d", "--dbname");
        return named.isEmpty()
                ? psql.arguments().stream()
                        .filter(a -> !a.startsWith("-"))
                        .findFirst()
                        .orElse("")
                : named;
    }

    private void dump(Started dump) {
        if (dump.writesAway()) {
            add(
                    Danger.CUT_DUMP_LOOKS_WHOLE,
                    dump,
                    dump.program() + " is written away by the shell: a dump that was cut off looks whole");
        }
    }

    private void restore(Started restore) {
        List<String> archives = restore.arguments().stream()
                .filter(a -> a.matches("[^-].*(\\.(sql|dump|tar|bak|backup|dir)|\\*.*)$"))
                .toList();
        String archive = archives.isEmpty() ? "" : archives.get(0);
        if (restore.has("-l", "--list")) {
            add(
                    Danger.LIST_PROVES_NOTHING,
                    restore,
                    "pg_restore --list proves nothing of " + (archive.isEmpty() ? "the dump" : archive)
                            + (archive.endsWith(".sql") ? ", and can't read a plain dump at all" : ""));
            return;
        }
        if (archives.size() > 1 || archive.contains("*")) {
            add(Danger.RESTORE_CANT_WORK, restore, "pg_restore takes one archive, and " + archive + " may be several");
        } else if (archive.endsWith(".sql")) {
            add(Danger.RESTORE_CANT_WORK, restore, "pg_restore can't read " + archive + ": plain dumps are for psql");
        } else if (!restore.value("-d", "--dbname").isEmpty()
                && !restore.has("-c", "--clean", "-C", "--create", "-a", "--data-only")
                && !restore.value("-d", "--dbname").matches(ASIDE)) {
            add(
                    Danger.RESTORE_CANT_WORK,
                    restore,
                    "pg_restore into a database that has its tables already stops at what exists");
        }
    }

    private void redis(Started redis) {
        for (int i = 0; i < redis.arguments().size(); i++) {
            String word = redis.arguments().get(i).toUpperCase(Locale.ROOT);
            if (word.equals("KEYS") && i + 1 < redis.arguments().size()) {
                add(
                        Danger.KEYS_BLOCKS,
                        redis,
                        "KEYS " + redis.arguments().get(i + 1)
                                + " goes through all keys at once: Redis answers nobody");
            } else if (word.equals("FLUSHDB") || word.equals("FLUSHALL")) {
                add(Danger.FLUSHES_ALL, redis, word + " removes every key, those of others too");
            }
        }
        if (redis.value("-a", "--pass").matches(WRITTEN)) {
            add(Danger.SECRET_IN_CLEAR, redis, "the password of redis-cli stands where everybody reads it");
        }
    }

    private void curl(Started curl) {
        boolean fails = curl.arguments().stream().anyMatch(a -> a.matches("--fail.*|-[a-zA-Z]*f[a-zA-Z]*"));
        boolean tells = curl.has("-w", "--write-out");
        if (!fails && !tells) {
            add(Danger.CURL_IS_CONTENT, curl, "curl ends with 0 when the server answers with an error");
        }
        if (curl.value("-u", "--user").matches("[^:$<]*:" + WRITTEN)) {
            add(Danger.SECRET_IN_CLEAR, curl, "the password of curl stands where everybody reads it");
        }
    }
}
