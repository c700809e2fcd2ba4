package dev.handrail.target.postgres;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of a result as text, number, boolean or null. */
final class Cells {
    private final ResultSet rows;
    private final int[] types;

    Cells(ResultSet rows) throws SQLException {
        this.rows = rows;
        ResultSetMetaData columns = rows.getMetaData();
        this.types = new int[columns.getColumnCount()];
        for (int i = 0; i < types.length; i++) {
            types[i] = columns.getColumnType(i + 1);
        }
    }

    static List<String> names(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
        }
        return names;
    }

    List<@Nullable Object> row() throws SQLException {
        List<@Nullable Object> row = new ArrayList<>(types.length);
        for (int i = 0; i < types.length; i++) {
            row.add(cell(i));
        }
        return row;
    }

    /** numeric's NaN and infinities have no number in Java: they stay text. */
    private @Nullable Object cell(int i) throws SQLException {
        int column = i + 1;
        Object value = switch (types[i]) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> rows.getLong(column);
            case Types.REAL, Types.DOUBLE -> money(column);
            case Types.BIT, Types.BOOLEAN -> flag(column);
            case Types.NUMERIC, Types.DECIMAL -> number(rows.getString(column));
            default -> rows.getString(column);
        };
        return rows.wasNull() ? null : value;
    }

    /** The driver calls money a double, and can't read what it looks like. */
    private @Nullable Object money(int column) throws SQLException {
        return rows.getMetaData().getColumnTypeName(column).equals("money")
                ? rows.getString(column)
                : (Object) rows.getDouble(column);
    }

    /** The driver calls bit strings of any length a bit. */
    private @Nullable Object flag(int column) throws SQLException {
        return rows.getMetaData().getColumnTypeName(column).equals("bool")
                ? (Object) rows.getBoolean(column)
                : rows.getString(column);
    }

    private static @Nullable Object number(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return text.equals("NaN") || text.endsWith("Infinity") ? text : (Object) new BigDecimal(text);
    }
}
