package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Fields;
import dev.handrail.runbook.RowSink;
import dev.handrail.text.Sizes;
import dev.handrail.text.Statement;
import dev.handrail.text.Values;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * Rows handed over as they come, on a session of their own: other questions are answered meanwhile. COPY sends them
 * without being asked for each portion, at half the cost; it can't take bound values, so a query with some goes through
 * a cursor.
 */
record Streaming(Session session, Statement query) {
    private static final int PORTION = 5_000;

    long into(RowSink sink, Values values) throws SQLException {
        return query.values().isEmpty() ? copied(sink) : fetched(sink, values);
    }

    private long copied(RowSink sink) throws SQLException {
        List<String> names = new ArrayList<>();
        String sql;
        // This also begins the transaction, as one that only reads: COPY itself would begin any.
        try (PreparedStatement asking = session.connection().prepareStatement(query.sql());
                java.sql.Statement setting = session.connection().createStatement()) {
            // Its time is as long as the taker takes; the connection's patience bounds each silence.
            setting.execute("set local statement_timeout = 0");
            sql = asText(query.shown(), asking.getMetaData(), names);
        }
        sink.columns(names);
        CopyOut copy = new CopyManager(session.connection()).copyOut("copy (" + sql + ") to stdout");
        long given = 0;
        try {
            CopyRow row = new CopyRow(new Fields(names.size()));
            boolean more = true;
            for (byte[] line = next(copy, more); line != null; line = next(copy, more)) {
                more = sink.row(row.read(line));
                given++;
            }
        } catch (OutOfMemoryError tooLarge) {
            session.abort(); // in the middle of a message: nothing can be said on it any more
            throw tooLarge(given + 1);
        } finally {
            if (copy.isActive() && !session.connection().isClosed()) {
                copy.cancelCopy();
            }
        }
        return given;
    }

    private Problem tooLarge(long row) {
        return new Problem(
                ExitCode.FAILED,
                "row " + row + " of the query is too large for handrail's memory",
                query.position().toString(),
                "a row and what is made of it have to fit into "
                        + Sizes.show(Runtime.getRuntime().maxMemory()),
                "leave such rows out with a where clause, or give it more memory: HANDRAIL_JAVA_OPTS=-Xmx2g");
    }

    private static byte @Nullable [] next(CopyOut copy, boolean more) throws SQLException {
        return more ? copy.readFromCopy() : null;
    }

    private long fetched(RowSink sink, Values values) throws SQLException {
        List<String> names = new ArrayList<>();
        String sql;
        try (PreparedStatement asking = session.connection().prepareStatement(query.sql())) {
            Binding.bind(asking, query, values);
            sql = asText(query.sql(), asking.getMetaData(), names);
        }
        try (PreparedStatement asking = session.connection().prepareStatement(sql)) {
            Binding.bind(asking, query, values);
            asking.setFetchSize(PORTION);
            try (ResultSet rows = asking.executeQuery()) {
                sink.columns(names);
                Fields row = new Fields(names.size());
                long given = 0;
                boolean more = true;
                while (more && rows.next()) {
                    more = sink.row(filled(row, rows, names.size()));
                    given++;
                }
                return given;
            }
        }
    }

    private static Fields filled(Fields row, ResultSet rows, int count) throws SQLException {
        row.clear();
        for (int i = 1; i <= count; i++) {
            String text = rows.getString(i);
            if (text == null) {
                row.addNull();
            } else {
                row.add(text);
            }
        }
        return row;
    }

    /** Each column as text: PostgreSQL writes a boolean as t, while it says true of it. */
    private static String asText(String sql, ResultSetMetaData columns, List<String> names) throws SQLException {
        List<String> selected = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
            selected.add("c" + i + (columns.getColumnTypeName(i).equals("bool") ? "::text" : ""));
        }
        String renamed =
                IntStream.rangeClosed(1, names.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        return "select " + String.join(", ", selected) + " from (\n" + sql + "\n) handrail_rows (" + renamed + ")";
    }
}
