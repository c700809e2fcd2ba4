package dev.handrail.checklist;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.habit.Habit;
import dev.handrail.hazard.habit.ShellHabits;
import dev.handrail.hazard.habit.Started;
import dev.handrail.hazard.habit.TextHabits;
import dev.handrail.text.shell.ShellCommand;
import dev.handrail.text.shell.ShellText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A block of lines for a shell, each as the word that does it, or left to a person. */
final class ShellSteps {
    private static final Set<String> STATE =
            Set.of("export", "source", ".", "cd", "alias", "set", "unset", "pushd", "popd", "eval", "activate");
    private static final Set<String> RESERVED =
            Set.of("if", "for", "while", "until", "case", "function", "do", "then", "{", "(", "done", "fi", "esac");
    private static final Set<String> ENDLESS =
            Set.of("watch", "top", "htop", "less", "more", "vi", "vim", "nano", "ssh", "screen", "tmux");
    private static final int BRIEF = 50;
    private static final String DUMP = "(?i).*(backup|dump|bak|BACKUP_FILE).*";
    private static final String ASIDE = "(?i).*(test|tmp|scratch|restored|rehears).*";
    private static final String LOOKS =
            "(?i)^((verify|check|test|validate|wait|confirm|monitor|look|show|list|see)\\b|run\\b.*\\btests?\\b).*";

    private final Gathering gathering;
    private final String title;
    private final int line;
    private final String script;
    private final Set<String> told = new HashSet<>();
    private final int before;
    private String folder = "";

    private ShellSteps(Gathering gathering, String title, int line, String script) {
        this.gathering = gathering;
        this.title = title;
        this.line = line;
        this.before = gathering.count();
        this.script = script.replaceAll("(?m)^\\$ ", "");
    }

    /** @param line of the first line of {@code script} in the checklist */
    static void add(Gathering gathering, String title, int line, String script) {
        new ShellSteps(gathering, title, line, script).steps();
    }

    private void steps() {
        List<ShellCommand> all = ShellText.commands(script);
        if (all.isEmpty()
                || script.lines().filter(l -> !l.isBlank()).allMatch(l -> l.matches("\\s*(#|\\d+[.)]\\s).*"))) {
            instructions();
            return;
        }
        for (Habit habit : ShellHabits.of(all)) {
            if (habit.danger() != Danger.CURL_IS_CONTENT) {
                gathering.find(line + habit.line() - 1, habit.danger().id(), habit.what(), habit.safe());
            }
        }
        List<ShellCommand> pipe = new ArrayList<>();
        for (ShellCommand command : all) {
            pipe.add(command);
            if (command.then().equals("|")) {
                continue;
            }
            ShellCommand head = pipe.get(0);
            if (!head.words().isEmpty() && RESERVED.contains(head.argv().get(0))) {
                byHand(Doubt.SHELL, head, "a loop or condition: the lines from here to the block's end");
                return;
            }
            step(head, pipe);
            pipe.clear();
        }
        rest(all.get(all.size() - 1).line());
    }

    /** Comments alone, or numbered sentences: each something for a person. */
    private void instructions() {
        int here = line;
        for (String each : script.lines().toList()) {
            String text = Clean.line(each.strip().replaceFirst("^(#+|\\d+[.)])\\s*", ""));
            if (!text.isEmpty()) {
                gathering.add(DraftStep.byHand(text, text));
            }
            here++;
        }
    }

    /** What is said behind the last command. */
    private void rest(int last) {
        List<String> lines = script.lines().toList();
        for (int i = last; i < lines.size(); i++) {
            String each = lines.get(i).strip();
            if (each.startsWith("#")) {
                note(Clean.line(each.replaceFirst("^#+\\s*", "")));
            }
        }
    }

    private void note(String text) {
        if (!text.isEmpty()) {
            gathering.last().ifPresent(step -> step.note(text));
        }
    }

    private String title(ShellCommand command) {
        String comment = Clean.title(command.comment().replaceFirst("(?i)^test \\d+:\\s*", ""));
        if (Answer.speaks(comment)) {
            note(comment);
            return title;
        }
        if (!comment.isEmpty()) {
            return comment;
        }
        String file = ShellHabits.script(command);
        String sql = Started.of(command).program().equals("psql")
                ? Started.of(command).value("-c", "--command")
                : "";
        String plain = Clean.line(sql.isEmpty() ? String.join(" ", command.argv()) : sql);
        String written = file.isEmpty() ? plain : "Apply " + file.replaceFirst(".*/", "");
        boolean first = gathering.count() == before;
        return first ? title : written.length() > BRIEF ? written.substring(0, BRIEF) + "…" : written;
    }

    private void byHand(Doubt doubt, ShellCommand command, String what) {
        String written = Clean.line(command.written());
        String where = folder.isEmpty() ? "" : "In " + folder + ": ";
        gathering.byHand(at(command), doubt, title(command), where + "Run: " + written, what);
    }

    private int at(ShellCommand command) {
        return line + command.line() - 1;
    }

    private void step(ShellCommand command, List<ShellCommand> pipe) {
        Started started = Started.of(command);
        String program = started.program();
        if (command.words().isEmpty() || STATE.contains(program)) {
            state(command, started);
            return;
        }
        switch (program) {
            case "psql" -> psql(command, started);
            case "pg_dump", "pg_dumpall" -> gathering.add(DraftStep.of(title(command), backup()));
            case "pg_restore" -> restored(command, started.has("-l", "--list"));
            case "createdb", "dropdb" -> aside(command, started);
            case "redis-cli" -> CacheStep.add(gathering, title(command), at(command), started.arguments());
            case "curl" -> {
                String piped = pipe.stream().skip(1).map(ShellCommand::written).collect(Collectors.joining(" | "));
                if (!RequestStep.add(gathering, title(command), at(command), command, piped)) {
                    byHand(Doubt.SHELL, command, "a variable of a shell stands in it");
                }
            }
            default -> program(command, started, pipe);
        }
    }

    private String backup() {
        gathering.usesDatabase();
        return "backup { to 'backups'; verify restored }";
    }

    private void state(ShellCommand command, Started started) {
        boolean clear = started.command().argv().stream()
                        .anyMatch(a -> !TextHabits.clear(a.replaceFirst("=.*", ""), a.replaceFirst("^[^=]*=", ""))
                                .isEmpty())
                || command.set().values().stream()
                        .anyMatch(w -> !TextHabits.clear("", w.text()).isEmpty());
        if (clear) {
            gathering.find(
                    at(command),
                    Danger.SECRET_IN_CLEAR.id(),
                    "a password stands in the checklist",
                    Danger.SECRET_IN_CLEAR.safe());
        }
        if (started.program().equals("cd") && !started.arguments().isEmpty()) {
            folder = started.arguments().get(0);
        }
        String name = Clean.line(command.written().replaceFirst("=.*", "=…"));
        if (told.add(name)) {
            gathering.find(at(command), Doubt.STATE.id(), name + ": " + Doubt.STATE.means(), Doubt.STATE.fix());
        }
    }

    private void psql(ShellCommand command, Started psql) {
        String file = ShellHabits.script(command);
        String sql = psql.value("-c", "--command");
        if (!file.isEmpty() && file.matches(DUMP)) {
            restored(command, psql.arguments().stream().anyMatch(a -> a.matches(ASIDE)));
        } else if (!file.isEmpty()) {
            ScriptFile.add(gathering, title(command), at(command), file);
        } else if (!sql.isEmpty()) {
            int skipped = command.written()
                            .substring(0, Math.max(0, command.written().indexOf(first(sql))))
                            .split("\n", -1)
                            .length
                    - 1;
            SqlSteps.add(gathering, title(command), at(command) + skipped, sql.stripLeading());
        } else {
            gathering.find(
                    at(command),
                    Doubt.ENDLESS.id(),
                    "psql alone waits for a person",
                    "nothing: the environment says where the database is");
        }
    }

    private static String first(String sql) {
        return sql.strip().lines().findFirst().orElse("");
    }

    /** @param trial true where it only shows that the dump can be restored, which {@code verify restored} does */
    private void restored(ShellCommand command, boolean trial) {
        if (trial) {
            gathering.find(
                    at(command),
                    Danger.LIST_PROVES_NOTHING.id(),
                    Clean.line(command.written()) + " is left out",
                    Danger.LIST_PROVES_NOTHING.safe());
        } else if (gathering.backup().isEmpty()) {
            byHand(Doubt.SHELL, command, "no step before takes a backup that could be restored");
        } else {
            gathering.add(DraftStep.of(title(command), "restore { from " + Clean.quoted(gathering.backup()) + " }"));
        }
    }

    private void aside(ShellCommand command, Started started) {
        if (started.arguments().stream().anyMatch(a -> a.matches(ASIDE))) {
            restored(command, true);
        } else {
            program(command, started, List.of(command));
        }
    }

    private void program(ShellCommand command, Started started, List<ShellCommand> pipe) {
        List<String> argv = command.argv();
        Optional<Migrator> migrator = Migrator.of(argv);
        if (argv.get(0).equals("sleep") && argv.size() == 2 && argv.get(1).matches("\\d+[smh]?")) {
            String time = argv.get(1).matches("\\d+") ? argv.get(1) + "s" : argv.get(1);
            gathering.add(DraftStep.of(title(command), "waitFor " + Clean.quoted(time)));
        } else if (argv.get(0).equals("echo") && command.redirects().isEmpty()) {
            gathering.find(
                    at(command),
                    Doubt.SHELL.id(),
                    Clean.line(command.written()) + " is left out",
                    "nothing: each exit status is judged and kept");
        } else if (ENDLESS.contains(started.program())
                || argv.contains("-f") && started.program().equals("tail")) {
            byHand(Doubt.ENDLESS, command, Doubt.ENDLESS.means());
        } else if (Set.of("ls", "cat", "du", "stat", "head").contains(started.program())
                && argv.stream().anyMatch(a -> a.matches(DUMP))) {
            gathering.find(
                    at(command),
                    Danger.LIST_PROVES_NOTHING.id(),
                    Clean.line(command.written()) + " is left out: a file's size proves nothing",
                    Danger.LIST_PROVES_NOTHING.safe());
        } else if (migrator.isPresent()) {
            migrate(command, migrator.get());
        } else if (pipe.size() > 1 || !command.plain() || command.then().equals("||")) {
            byHand(Doubt.SHELL, command, Doubt.SHELL.means() + ": " + sign(command, pipe));
        } else if (!folder.isEmpty()) {
            byHand(Doubt.STATE, command, "it is to be run in " + folder);
        } else {
            command(command, argv);
        }
    }

    private static String sign(ShellCommand command, List<ShellCommand> pipe) {
        if (pipe.size() > 1) {
            return "a pipe";
        }
        if (!command.redirects().isEmpty()) {
            return "a redirection";
        }
        return command.words().stream().anyMatch(w -> w.expands())
                ? "a variable or another command's output"
                : "names of files, or what it does when it fails";
    }

    private void migrate(ShellCommand command, Migrator migrator) {
        gathering.usesDatabase();
        if (migrator.back()) {
            byHand(Doubt.TOOL, command, Doubt.TOOL.means());
        } else if (migrator.code().contains("prisma {")
                && gathering.file("prisma/migrations").isEmpty()) {
            gathering.byHand(
                    at(command),
                    Doubt.FILE,
                    title(command),
                    "Run: " + Clean.line(command.written()),
                    "there is no prisma/migrations beside the draft",
                    migrator.code());
        } else {
            gathering.add(DraftStep.of(title(command), migrator.code()));
        }
    }

    private void command(ShellCommand command, List<String> argv) {
        String named = title(command);
        boolean looks = named.matches(LOOKS) || named.toLowerCase(Locale.ROOT).contains("status");
        gathering.add(
                looks
                        ? DraftStep.of(
                                named,
                                "check(" + Clean.quoted(named) + ") { command " + Clean.quoted(argv)
                                        + "; expect exit(0) }")
                        : DraftStep.of(named, "command " + Clean.quoted(argv)));
    }
}
