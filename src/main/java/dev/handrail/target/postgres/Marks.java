package dev.handrail.target.postgres;

import dev.handrail.runbook.Guard.Mark;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of {@code handrail.marker}: which records of a run's journal the database has seen. */
record Marks(Login login, Effects effects) {
    private static final String QUERY = """
            select step, phase, at::text, head from handrail.marker where run = ? order by at""";

    List<Mark> of(String run) {
        try (PreparedStatement asking = effects.idle().connection().prepareStatement(QUERY)) {
            asking.setString(1, run);
            List<Mark> marks = new ArrayList<>();
            try (ResultSet row = asking.executeQuery()) {
                while (row.next()) {
                    String back = row.getString(2).equals("forward") ? "" : " (" + row.getString(2) + ")";
                    marks.add(new Mark(row.getString(1) + back, row.getString(3), row.getString(4)));
                }
            }
            return marks;
        } catch (SQLException e) {
            throw Refusals.problem(
                    "what this run did, in handrail.marker, can't be read",
                    new Complaint(e, null).why(),
                    Fixes.of(e, login.effectiveRole()),
                    login.address(),
                    e);
        }
    }
}
