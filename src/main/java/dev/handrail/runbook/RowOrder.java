package dev.handrail.runbook;

import dev.handrail.text.Quoting;
import dev.handrail.text.Token;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a query says that its rows come, by the first thing it names: enough to go on behind a row, where
 * rows alike may be met again.
 *
 * @param column a column of the result by its name, or by its number where it is written so
 */
public record RowOrder(String column, boolean descending, boolean nullsLast) {
    private static final List<String> BEHIND = List.of("limit", "offset", "fetch", "for");

    /** Empty where it has none, or one by something that is no column of the result for sure. */
    public static Optional<RowOrder> of(String sql) {
        List<Token> tokens = Token.of(sql);
        int begin = -1;
        int depth = 0;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0 && tokens.get(i).is("order") && tokens.get(i + 1).is("by")) {
                begin = i + 2;
            }
        }
        return begin < 0 || begin == tokens.size() ? Optional.empty() : Optional.ofNullable(read(tokens, begin));
    }

    private static int depth(Token token) {
        return token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
    }

    private static @Nullable RowOrder read(List<Token> tokens, int begin) {
        Token first = tokens.get(begin);
        if (!first.named() && first.kind() != Token.Kind.NUMBER) {
            return null;
        }
        int at = begin + 1;
        boolean descending = is(tokens, at, "desc");
        at += descending || is(tokens, at, "asc") ? 1 : 0;
        boolean nullsLast = !descending;
        if (is(tokens, at, "nulls")) {
            nullsLast = is(tokens, at + 1, "last");
            at += 2;
        }
        boolean over = at >= tokens.size()
                || is(tokens, at, ",")
                || is(tokens, at, ";")
                || BEHIND.stream().anyMatch(tokens.get(at)::is);
        return over ? new RowOrder(first.named() ? first.name() : first.text(), descending, nullsLast) : null;
    }

    private static boolean is(List<Token> tokens, int at, String word) {
        return at < tokens.size() && tokens.get(at).is(word);
    }

    /** Which column of the result it is; -1 where it is none. */
    public int in(List<String> columns) {
        if (column.matches("\\d{1,4}")) {
            int number = Integer.parseInt(column);
            return number >= 1 && number <= columns.size() ? number - 1 : -1;
        }
        return columns.indexOf(column) == columns.lastIndexOf(column) ? columns.indexOf(column) : -1;
    }

    /**
     * What a query around it says to have the rows from one on, in the same order.
     *
     * @param around the name under which it stands in the query around it
     * @param name the column's
     */
    public String from(String around, String name, String value) {
        String full = around + "." + Quoting.identifier(name);
        return " where " + full + (descending ? " <= " : " >= ") + Quoting.literal(value)
                + (nullsLast ? " or " + full + " is null" : "")
                + " order by " + full + (descending ? " desc" : "") + " nulls " + (nullsLast ? "last" : "first");
    }
}
