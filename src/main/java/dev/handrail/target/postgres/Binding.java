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
        int at = 1;
        for (Text value : statement.values()) {
            prepared.setObject(at++, value.resolve(values), Types.OTHER);
        }
    }
}
