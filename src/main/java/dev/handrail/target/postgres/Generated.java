package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements that a query answers to {@code \gexec}. */
final class Generated {
    private static final int MOST = 100_000;

    private final Statement query;
    private final @Nullable List<String> foreseen;
    private final List<String> answered = new ArrayList<>();

    Generated(Statement query, @Nullable List<String> foreseen) {
        this.query = query;
        this.foreseen = foreseen;
    }

    /** Every value, row by row; what is null is left out. */
    void read(PreparedStatement asking) throws SQLException {
        if (!asking.execute()) {
            return;
        }
        try (ResultSet rows = asking.getResultSet()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    add(rows.getString(i));
                }
            }
        }
    }

    private void add(@Nullable String value) {
        if (value != null) {
            answered.add(value);
        }
        if (answered.size() > MOST) {
            throw failed("the query behind \\gexec answers more than " + MOST + " statements", "", "bound it");
        }
    }

    /** @throws EffectFailure before any is run, where they are not what was shown or one of them can't be run here */
    List<Statement> statements(boolean transaction) {
        if (foreseen != null && !foreseen.equals(answered)) {
            throw failed(
                    "the query behind \\gexec answers other statements than were shown",
                    "shown: " + foreseen.size() + ", now: " + answered.size() + ", first difference: " + difference(),
                    "resume: it is planned again and what it answers now is shown");
        }
        List<Statement> all = new ArrayList<>();
        for (String one : answered) {
            all.addAll(read(one, transaction));
        }
        return all;
    }

    private String difference() {
        for (int i = 0; i < answered.size(); i++) {
            if (foreseen == null || i >= foreseen.size() || !foreseen.get(i).equals(answered.get(i))) {
                return answered.get(i);
            }
        }
        return "the answer is shorter";
    }

    private List<Statement> read(String text, boolean transaction) {
        try {
            List<Statement> all = SqlText.of(text, new Position("", 0, 0)).statements();
            for (Statement one : all) {
                boolean controls = one.nature() == Statement.Nature.CONTROLS_TRANSACTION;
                if (controls || transaction && one.nature().outside()) {
                    throw failed(
                            "the query behind \\gexec answers a statement that can't run here",
                            one.shown(),
                            controls
                                    ? "transactions are handrail's own: leave it out of the answer"
                                    : "it refuses a transaction: give it a step of its own with outsideTransaction()");
                }
            }
            return all;
        } catch (Problem e) {
            throw failed("the query behind \\gexec answers what can't be read: " + e.what(), text, e.remedy());
        }
    }

    private EffectFailure failed(String what, String why, String remedy) {
        Problem problem = new Problem(ExitCode.FAILED, what, query.position().toString(), why, remedy);
        return new EffectFailure(EffectFailure.Kind.FAILED, problem);
    }
}
