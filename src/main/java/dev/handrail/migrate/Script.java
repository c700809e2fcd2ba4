package dev.handrail.migrate;

import dev.handrail.hazard.Accepts;
import dev.handrail.hazard.Batch;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Foreseeing;
import dev.handrail.runbook.Risk;
import dev.handrail.text.Statement;
import dev.handrail.text.Statement.Nature;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A migration file cut into parts where a statement refuses a transaction.
 *
 * @param accepts hazards that its comments take
 * @param unwrapped the file's own BEGIN and COMMIT around everything were taken off
 */
record Script(String name, String digest, boolean unwrapped, List<Part> parts, Accepts accepts) {
    private static final Set<String> BEGIN = Set.of("begin", "begin work", "begin transaction", "start transaction");
    private static final Set<String> COMMIT =
            Set.of("commit", "commit work", "commit transaction", "end", "end work", "end transaction");

    /** Statements that run in one transaction, or a single one outside of any. */
    record Part(List<Statement> statements, boolean transaction) {}

    /** @throws Problem exit 2, with the position, where the file handles transactions itself */
    static Script of(MigrationFile file) {
        List<Statement> all = file.sql().statements();
        List<Statement> sent = all.stream().filter(Statement::sent).toList();
        boolean wrapped = sent.size() > 1 && is(sent.get(0), BEGIN) && is(sent.get(sent.size() - 1), COMMIT);
        List<Statement> body = new ArrayList<>(all);
        if (wrapped) {
            body.remove(sent.get(0));
            body.remove(body.lastIndexOf(sent.get(sent.size() - 1)));
        }
        for (Statement statement : body) {
            if (statement.nature() == Nature.CONTROLS_TRANSACTION) {
                throw refused(statement);
            }
        }
        return new Script(file.name(), file.digest(), wrapped, cut(body), Accepts.in(file.sql()));
    }

    private static boolean is(Statement statement, Set<String> words) {
        return words.contains(statement.sql().toLowerCase(java.util.Locale.ROOT).replaceAll("\\s+", " "));
    }

    private static Problem refused(Statement statement) {
        return new Problem(
                ExitCode.WRONG,
                "a statement that begins or ends a transaction can't stand inside a migration file",
                statement.position() + "\n"
                        + statement.shown().lines().findFirst().orElse(""),
                "each file runs in one transaction, together with its row in the history",
                "remove it, or split the file where it commits; one plain BEGIN first and COMMIT last may stay");
    }

    private static List<Part> cut(List<Statement> body) {
        List<Part> parts = new ArrayList<>();
        List<Statement> together = new ArrayList<>();
        for (Statement statement : body) {
            if (statement.nature().outside()) {
                if (!together.isEmpty()) {
                    parts.add(new Part(List.copyOf(together), true));
                    together.clear();
                }
                parts.add(new Part(List.of(statement), false));
            } else {
                together.add(statement);
            }
        }
        if (!together.isEmpty() || parts.isEmpty()) {
            parts.add(new Part(List.copyOf(together), true));
        }
        return parts;
    }

    /** The parts in the order in which they run. */
    List<Batch> batches(Accepts more) {
        List<Statement> all =
                parts.stream().flatMap(p -> p.statements().stream()).toList();
        Accepts both = accepts.and(more.forAll());
        return parts.stream()
                .map(p -> new Batch(p.statements(), all, p.transaction(), both))
                .toList();
    }

    Risk risk() {
        return Foreseeing.risk(
                parts.stream().flatMap(p -> p.statements().stream()).toList());
    }

    /** The same with what queries behind {@code \gexec} answer now, from part {@code done} on. */
    Script seen(Foreseeing foreseeing, int done) {
        List<Part> seen = new ArrayList<>(parts.subList(0, done));
        for (Part part : parts.subList(done, parts.size())) {
            seen.add(new Part(foreseeing.of(part.statements()), part.transaction()));
        }
        return new Script(name, digest, unwrapped, seen, accepts);
    }
}
