package dev.handrail.text.psql;

import dev.handrail.problem.Position;
import dev.handrail.text.Lexeme;
import dev.handrail.text.Manner;
import dev.handrail.text.SqlProblem;
import dev.handrail.text.Statement;
import dev.handrail.text.Statement.Nature;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One command of psql's, done where it stands. */
final class Commands {
    private final FileReading file;
    private final Session session;
    private final Span span;
    private final Position here;
    private final String name;
    private final Arguments arguments;

    /** @param at its backslash */
    Commands(FileReading file, Session session, Span span, int at) {
        this.file = file;
        this.session = session;
        this.span = span;
        this.here = span.at(at);
        int end = at + 1;
        while (end < span.text().length()
                && span.text().charAt(end) != '\\'
                && !Lexeme.space(span.text().charAt(end))) {
            end++;
        }
        this.name = span.text().substring(at + 1, end);
        this.arguments = new Arguments(span, end, session.variables());
    }

    /** @return where SQL goes on in the line */
    int run() throws IOException {
        boolean active = file.conditions().active();
        if (active && session.restricted() != null && !name.equals("unrestrict")) {
            throw SqlProblem.at(
                    here,
                    "\\" + name + " stands behind \\restrict",
                    "a dump has no commands there",
                    "get the dump as pg_dump wrote it");
        }
        if (!branch()) {
            if (active) {
                act();
            } else if (Refused.takesLine(name)) {
                arguments.rest();
            }
        }
        return rest();
    }

    private int rest() {
        Argument more = arguments.next(false);
        if (more != null && file.conditions().active() && !more.text().startsWith("--")) {
            throw SqlProblem.at(
                    span.at(more.index()),
                    "\\" + name + " takes no more than what stands before this",
                    "psql would leave it out",
                    "write it on a line of its own, or behind \\\\");
        }
        if (more != null && more.text().startsWith("--")) {
            return span.text().length();
        }
        while (arguments.next(false) != null) {
            // left out with its branch
        }
        int at = arguments.at();
        return span.text().startsWith("\\\\", at) ? at + 2 : at;
    }

    private boolean branch() {
        Conditions conditions = file.conditions();
        switch (name) {
            case "if" -> conditions.begin(() -> holds(true), here);
            case "elif" -> conditions.otherwiseIf(() -> holds(true), here);
            case "else" -> conditions.otherwise(here);
            case "endif" -> conditions.end(here);
            default -> {
                return false;
            }
        }
        if (name.equals("if") || name.equals("elif")) {
            arguments.all(false);
        }
        return true;
    }

    private boolean holds(boolean expand) {
        String written = arguments.all(expand).stream().map(Argument::text).collect(Collectors.joining(" "));
        Boolean value = Booleans.of(written);
        if (value == null) {
            throw SqlProblem.at(
                    here,
                    "\\" + name + " needs a boolean, and this is '" + written + "'",
                    "psql would warn and take it as false",
                    "write true or false, or a variable that is one of them; :{?name} asks whether there is one");
        }
        return value;
    }

    private void act() throws IOException {
        switch (name) {
            case "i", "include", "ir", "include_relative" -> include();
            case "set" -> set();
            case "unset" ->
                session.variables().unset(needed("the name of a variable").text());
            case "echo", "qecho", "warn" -> say();
            case "g", "gx" -> go();
            case "gexec" -> generate();
            case "copy" -> session.add(new CopyCommand(session, file, here).statement(arguments.rest()));
            case "restrict" -> session.restrict(needed("its key").text());
            case "unrestrict" -> unrestrict();
            case "encoding" -> encoding();
            case "q", "quit" -> file.stop();
            default -> leaveOut();
        }
    }

    private Argument needed(String what) {
        Argument argument = arguments.next(true);
        if (argument == null) {
            throw SqlProblem.at(here, "\\" + name + " needs " + what, "", "write it behind \\" + name);
        }
        return argument;
    }

    private void include() {
        String wanted = needed("a file").withoutSemicolons();
        session.include(session.found(wanted, file.source(), here), here);
    }

    private void set() {
        List<Argument> all = arguments.all(true);
        if (all.isEmpty()) {
            leaveOut();
            return;
        }
        String variable = all.get(0).text();
        if (!Variables.isName(variable)) {
            throw SqlProblem.at(
                    here, "'" + variable + "' can't be the name of a variable", "", "letters, digits and _");
        }
        List<Argument> values = all.subList(1, all.size());
        String text = values.stream().map(Argument::text).collect(Collectors.joining());
        session.variables().set(variable, new Value(text, values.stream().anyMatch(Argument::computed)), here);
    }

    private void say() {
        List<String> words = arguments.all(true).stream().map(Argument::text).collect(Collectors.toList());
        if (!words.isEmpty() && words.get(0).equals("-n")) {
            words.remove(0);
        }
        tell("\\" + name + " " + String.join(" ", words), String.join(" ", words));
    }

    private void tell(String shown, String text) {
        session.add(new Statement("", shown, List.of(), here, Nature.READS, new Manner.Says(text), List.of()));
    }

    private void leaveOut() {
        String why = Refused.harmless(name)
                .orElseThrow(() -> SqlProblem.at(
                        here,
                        "psql's command \\" + name + " can't be used here",
                        Refused.why(name),
                        Refused.instead(name)));
        String line = arguments.rest().strip();
        tell("\\" + (name + " " + line).strip() + " is left out: " + why, "\\" + name + " is left out: " + why);
    }

    private void go() throws IOException {
        Argument to = arguments.next(true);
        boolean options = to != null && to.text().startsWith("(");
        if (to != null && !options && !to.text().startsWith("--")) {
            throw SqlProblem.at(
                    here,
                    "psql's command \\" + name + " can't write to a file or a program here",
                    "what a file answers is not kept",
                    "give it a step of its own: command 'psql', …");
        }
        if (to != null) {
            arguments.rest();
        }
        session.add(sent());
    }

    private void generate() throws IOException {
        Statement query = sent();
        boolean keeps = query.nature().outside() || query.nature() == Nature.CONTROLS_TRANSACTION;
        session.add(query.with(new Manner.Generates(null), keeps ? query.nature() : Nature.DESTROYS));
    }

    /** The statement that ends here; where there is none, the one before once more. */
    private Statement sent() throws IOException {
        Statement ended = file.finished(true);
        @Nullable Statement before = session.previous();
        if (ended == null && (before == null || before.manner() instanceof Manner.Fed)) {
            throw SqlProblem.at(
                    here, "there is no statement that \\" + name + " could send", "", "write one before it");
        }
        return ended != null ? ended : Objects.requireNonNull(before).with(Manner.SENT, before.nature());
    }

    private void unrestrict() {
        String key = needed("its key").text();
        if (!key.equals(session.restricted())) {
            throw SqlProblem.at(
                    here, "\\unrestrict has another key than \\restrict", "", "get the dump as pg_dump wrote it");
        }
        session.restrict(null);
    }

    private void encoding() {
        Argument wanted = arguments.next(true);
        if (wanted != null && !wanted.withoutSemicolons().replace("-", "").equalsIgnoreCase("utf8")) {
            throw SqlProblem.at(
                    here, "files are UTF-8 here, and this one says " + wanted.text(), "", "save it as UTF-8");
        }
    }
}
