package dev.handrail.runbook;

import dev.handrail.problem.Problem;
import dev.handrail.text.Manner;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import dev.handrail.text.Statement.Nature;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What queries behind psql's {@code \gexec} answer, asked while a plan is made: where nothing before them in the plan
 * changes anything, so that what is shown is what must be answered when it is run.
 */
public final class Foreseeing {
    private final Targets targets;
    private final String database;
    private boolean certain = true;

    public Foreseeing(Targets targets, String database) {
        this.targets = targets;
        this.database = database;
    }

    /** The statements of the plan's next piece of work, in the order in which they are run. */
    public List<Statement> of(List<Statement> statements) {
        List<Statement> seen = new ArrayList<>();
        for (Statement statement : statements) {
            Statement one = statement.manner() instanceof Manner.Generates ? foreseen(statement) : statement;
            seen.add(one);
            certain &= one.nature() == Nature.READS;
        }
        return seen;
    }

    /** The highest risk of what is seen now. */
    public static Risk risk(List<Statement> statements) {
        return statements.stream().anyMatch(s -> s.nature().destroys()) ? Risk.DESTROYS : Risk.CHANGES;
    }

    /** The statement as it is without having looked. */
    static Statement forgotten(Statement statement) {
        return statement.manner() instanceof Manner.Generates
                ? statement.with(new Manner.Generates(null), statement.nature())
                : statement;
    }

    private Statement foreseen(Statement query) {
        List<String> answer = certain ? asked(query) : null;
        if (answer == null) {
            return query;
        }
        Nature worst = Nature.READS;
        for (String one : answer) {
            try {
                for (Statement each : SqlText.of(one, query.position()).statements()) {
                    worst = each.nature().compareTo(worst) > 0 ? each.nature() : worst;
                }
            } catch (Problem e) {
                return query; // it is refused when it is run, before anything of it is
            }
        }
        Nature can = worst.destroys() ? Nature.DESTROYS : worst == Nature.READS ? Nature.READS : Nature.CHANGES;
        return query.with(new Manner.Generates(answer), can);
    }

    private @Nullable List<String> asked(Statement query) {
        Reading reading;
        try {
            reading = targets.database(database).ask(query, targets.values());
        } catch (Problem e) {
            return null;
        }
        List<String> answer = new ArrayList<>();
        for (List<@Nullable Object> row : reading.rows()) {
            for (Object value : row) {
                if (value != null && !(value instanceof String)) {
                    return null;
                }
                if (value != null) {
                    answer.add((String) value);
                }
            }
        }
        return reading.total() == reading.rows().size() ? answer : null;
    }
}
