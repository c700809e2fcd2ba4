package dev.handrail.target.postgres;

import dev.handrail.text.Statement;
import dev.handrail.text.Text;
import dev.handrail.text.Values;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/** Binds an author's values: as text without a type, so that the server decides what they are. */
final class Binding {
    private Binding() {}

    static void bind(PreparedStatement prepared, Statement statement, Values values) throws SQLException {
        bind(prepared, 1, statement, values);
    }

    /** @return the place behind those that were bound from {@code first} on */
    static int bind(PreparedStatement prepared, int first, Statement statement, Values values) throws SQLException {
        int at = first;
        for (Text value : statement.values()) {
            prepared.setObject(at++, value.resolve(values), Types.OTHER);
        }
        return at;
    }
}
