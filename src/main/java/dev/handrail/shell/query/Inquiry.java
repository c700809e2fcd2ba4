package dev.handrail.shell.query;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.settings.Environment;
import dev.handrail.shell.out.Console;
import dev.handrail.target.Visit;
import dev.handrail.text.Words;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jline.utils.Signals;

/** {@code sql …} and {@code redis …}: a question, or a change where the shell was started for it; each line by itself. */
public final class Inquiry {
    private static final Pattern WORDLESS = Pattern.compile(
            "(?i)\\s*(\\\\|(select|with|values|table|insert|update|delete|create|alter|drop|truncate)\\b)");

    private final Console console;
    private final Ground ground;
    private final SqlWord sql;
    private final RedisWord redis;
    private final Next next;

    public Inquiry(Console console, Ground ground) {
        this.console = console;
        this.ground = ground;
        this.sql = new SqlWord(ground);
        this.redis = new RedisWord(ground);
        this.next = new Next(ground);
    }

    /** True for a line that is one of these, whatever stands behind the word. */
    public static boolean means(String line) {
        return line.strip().matches("(?s)(sql|redis)(\\s.*)?");
    }

    /** What to write instead of a line that is SQL, or one of psql's commands, without the word before it. */
    public static Optional<Problem> wordless(String line) {
        return WORDLESS.matcher(line).lookingAt()
                ? Optional.of(Manner.wrong("SQL stands behind the word sql", "", "write: sql " + line.strip()))
                : Optional.empty();
    }

    /**
     * Does what the line says, and shows the answer. Ctrl-C ends it on the server.
     *
     * @throws Problem where it can't be done; the caller tells it
     */
    public ExitCode line(String typed) {
        String line = typed.strip();
        boolean ofSql = line.startsWith("sql");
        Environment environment = ground.environment();
        Collection<String> bound =
                ofSql ? environment.databases().keySet() : environment.caches().keySet();
        Chosen chosen = ofSql ? sql.chosen() : redis.chosen();
        String rest = line.substring(ofSql ? 3 : 5).strip();
        if (rest.toLowerCase(Locale.ROOT).matches("(?s)on\\s+\\S.*")) {
            String[] parts = rest.split("\\s+", 3);
            chosen.choose(parts[1], bound);
            rest = parts.length == 3 ? parts[2] : "";
        }
        if (rest.isEmpty()) {
            console.say("The " + (ofSql ? "database" : "cache") + " is " + chosen.of(bound) + ".");
            return ExitCode.DONE;
        }
        String asked = rest;
        answer(
                environment,
                !asked.startsWith("\\"),
                visit -> ofSql ? sql.line(environment, visit, asked) : redis.line(environment, visit, Words.of(asked)));
        return ExitCode.DONE;
    }

    private void answer(Environment environment, boolean timed, Question question) {
        long begin = System.nanoTime();
        try (Visit visit = ground.visit(environment, sql.manner().timeout())) {
            List<String> lines = interruptible(visit, question).stream()
                    .map(console.redactor()::redact)
                    .toList();
            if (!ground.pages(lines)) {
                lines.forEach(console::data);
            }
        }
        if (timed && sql.manner().timing()) {
            console.data(String.format(Locale.ROOT, "Time: %.3f ms", (System.nanoTime() - begin) / 1e6));
        }
    }

    private static List<String> interruptible(Visit visit, Question question) {
        AtomicBoolean ended = new AtomicBoolean();
        Object before = Signals.register("INT", () -> {
            ended.set(true);
            visit.cancel();
        });
        try {
            return question.of(visit);
        } catch (Problem problem) {
            throw ended.get() && problem.exitCode() != ExitCode.UNKNOWN
                    ? new Problem(
                            ExitCode.INTERRUPTED,
                            "it was ended before its answer came",
                            "",
                            "",
                            "type it again",
                            problem)
                    : problem;
        } finally {
            if (before != null) {
                Signals.unregister("INT", before);
            }
        }
    }

    /** What may come next in a line that begins with {@code words}, the first being sql or redis. */
    public List<String> proposed(List<String> words) {
        return words.isEmpty() ? List.of("sql", "redis") : next.behind(words, sql.chosen());
    }

    private interface Question {
        List<String> of(Visit visit);
    }
}
