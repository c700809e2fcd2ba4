package dev.handrail.shell.out;

import dev.handrail.dsl.mistake.Mistake;
import dev.handrail.dsl.mistake.Mistakes;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/** Tells what went wrong: in lines to standard error and, with {@code --json}, as records to standard output too. */
public final class Told {
    /** What is shorter fits everywhere: the screen is not asked for its width. */
    private static final int SHORT = 40;

    private static final String DO = "  do:";

    private static final Pattern LIST = Pattern.compile(".*(, [^,]+){4,}");

    /** What a command, an option or a setting has and a sentence has not. */
    private static final Pattern TYPED = Pattern.compile("handrail |--|[:=/\"]");

    private final Console console;
    private final boolean debug;
    private final IntSupplier width;

    /** For whom lines are as long as they are. */
    public Told(Console console, boolean debug) {
        this(console, debug, () -> Integer.MAX_VALUE);
    }

    /** @param width columns of the screen: sentences and lists are broken at blanks; commands and places never are */
    public Told(Console console, boolean debug, IntSupplier width) {
        this.console = console;
        this.debug = debug;
        this.width = width;
    }

    /** Tells any failure and says how the command ends. */
    public ExitCode failure(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem(problem);
        }
        if (failure instanceof Mistakes mistakes) {
            return mistakes(mistakes);
        }
        return defect(failure);
    }

    private ExitCode problem(Problem problem) {
        shown(problem);
        if (console.json()) {
            console.record(record(problem));
        }
        return problem.exitCode();
    }

    /** To standard error alone: where records of the journal say the same. */
    public void shown(Problem problem) {
        lines(problem);
        trace(problem.getCause());
    }

    private ExitCode mistakes(Mistakes mistakes) {
        console.say(mistakes.told());
        console.say(
                Line.of("Nothing was contacted and nothing was done: a runbook is read whole before its first step."));
        if (console.json()) {
            mistakes.all().forEach(m -> console.record(record(m)));
            console.record(record(mistakes.toProblem()));
        }
        return ExitCode.WRONG;
    }

    /** Something that we did not expect: our mistake, not the user's. */
    private ExitCode defect(Throwable defect) {
        String remedy = debug ? "please report it with the lines below" : "--debug shows where; please report it";
        return problem(new Problem(
                ExitCode.FAILED, Console.line("handrail itself failed: " + defect), "", "", remedy, defect));
    }

    private void trace(@org.jspecify.annotations.Nullable Throwable cause) {
        if (debug && cause != null) {
            java.io.StringWriter trace = new java.io.StringWriter();
            cause.printStackTrace(new java.io.PrintWriter(trace));
            console.say(trace.toString().stripTrailing());
        }
    }

    private void lines(Problem problem) {
        boolean sentence = true;
        String error = "error:";
        for (String text : problem.told().lines().toList()) {
            boolean first = text.startsWith(error);
            sentence =
                    text.startsWith("  why:") || (sentence && !text.startsWith("  at:") && !text.startsWith("  do:"));
            Line line = first ? Line.of(error, Line.Look.BAD).add(text.substring(error.length())) : Line.of(text);
            boolean breaks = text.length() > SHORT && (sentence || breaks(text));
            if (breaks) {
                console.say(line, width.getAsInt());
            } else {
                console.say(line);
            }
        }
    }

    /** Whether a line of what is to be done may be broken at blanks: a list and a sentence, but nothing that is typed. */
    public static boolean breaks(String line) {
        String told = line.startsWith(DO) ? line.substring(DO.length()) : line;
        return LIST.matcher(line).matches() || !TYPED.matcher(told).find();
    }

    private static Map<String, Object> record(Problem problem) {
        Map<String, Object> fields = envelope("problem");
        fields.put("exit", problem.exitCode().status());
        fields.put("what", problem.what());
        fields.put("where", problem.where());
        fields.put("why", problem.why());
        fields.put("do", problem.remedy());
        return fields;
    }

    /** A mistake in a runbook as a record. */
    public static Map<String, Object> record(Mistake mistake) {
        Map<String, Object> fields = envelope("mistake");
        fields.put("code", mistake.code());
        fields.put("file", mistake.position().file());
        fields.put("line", mistake.position().line());
        fields.put("column", mistake.position().column());
        fields.put("what", mistake.what());
        fields.put("length", mistake.length());
        fields.put("source", mistake.line());
        fields.put("fix", mistake.fix());
        if (!mistake.allowed().isEmpty()) {
            fields.put("allowed", mistake.allowed());
        }
        if (!mistake.through().isEmpty()) {
            fields.put("through", mistake.through());
        }
        if (mistake.near() != null) {
            fields.put("near", mistake.near());
        }
        if (!mistake.through().isEmpty()) {
            fields.put("through", mistake.through());
        }
        return fields;
    }

    /** The fields with which a record that is in no journal begins: without {@code seq}. */
    public static Map<String, Object> envelope(String type) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("v", 1);
        fields.put(
                "at", Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS).toString());
        fields.put("type", type);
        return fields;
    }
}
