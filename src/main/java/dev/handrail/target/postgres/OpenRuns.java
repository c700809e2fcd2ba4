package dev.handrail.target.postgres;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Guard.Holder;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The rows of {@code handrail.run}: which runs are open on a database. */
record OpenRuns(Login login, Effects effects) {
    Optional<Holder> other(String run) {
        String query = """
                select run, runbook, operator, host, since::text from handrail.run
                where run <> ? order by since limit 1""";
        return asked(query, run);
    }

    Optional<Holder> of(String run) {
        return asked("select run, runbook, operator, host, since::text from handrail.run where run = ?", run);
    }

    void release(String run) {
        try (PreparedStatement deleting =
                effects.idle().connection().prepareStatement("delete from handrail.run where run = ?")) {
            deleting.setString(1, run);
            deleting.executeUpdate();
        } catch (SQLException e) {
            throw refused("taken away", e);
        }
    }

    private Optional<Holder> asked(String query, String run) {
        try (PreparedStatement asking = effects.idle().connection().prepareStatement(query)) {
            asking.setString(1, run);
            try (ResultSet row = asking.executeQuery()) {
                return row.next()
                        ? Optional.of(new Holder(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw refused("read", e);
        }
    }

    private Problem refused(String what, SQLException e) {
        return Refusals.problem(
                "the open run in handrail.run can't be " + what,
                new Complaint(e, null).why(),
                Fixes.of(e, login.effectiveRole()),
                login.address(),
                e);
    }
}
