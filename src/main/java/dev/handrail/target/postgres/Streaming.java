package dev.handrail.target.postgres;

import dev.handrail.runbook.RowSink;
import dev.handrail.text.Statement;
import dev.handrail.text.Values;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows handed over as they come, on a session of their own: other questions are answered meanwhile. */
record Streaming(Session session, Statement query) {
    private static final int PORTION = 5_000;

    long into(RowSink sink, Values values) throws SQLException {
        try (PreparedStatement asking = session.connection().prepareStatement(query.sql())) {
            Binding.bind(asking, query, values);
            asking.setFetchSize(PORTION);
            try (ResultSet rows = asking.executeQuery()) {
                sink.columns(Cells.names(rows));
                Cells cells = new Cells(rows);
                long given = 0;
                boolean more = true;
                while (more && rows.next()) {
                    more = sink.row(cells.row());
                    given++;
                }
                return given;
            }
        }
    }
}
