package dev.handrail.hazard;

import dev.handrail.text.Statement;
import java.util.List;

/**
 * Statements that run one after the other.
 *
 * @param all every statement of the text they stand in, by which comments find theirs
 * @param together in one transaction, or each on its own
 */
public record Batch(List<Statement> statements, List<Statement> all, boolean together, Accepts accepts) {
    public Batch {
        statements = List.copyOf(statements);
        all = List.copyOf(all);
    }

    public static Batch of(List<Statement> statements, boolean together, Accepts accepts) {
        return new Batch(statements, statements, together, accepts);
    }
}
