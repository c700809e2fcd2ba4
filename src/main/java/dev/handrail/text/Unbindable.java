package dev.handrail.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where PostgreSQL takes no parameter: in the place of a name, and in statements that are no queries. */
public final class Unbindable {
    /** Statements that are no queries; EXECUTE, CALL and EXPLAIN take parameters, and so does CREATE TABLE … AS. */
    private static final Set<String> UTILITIES = Set.of(
            "alter",
            "drop",
            "truncate",
            "grant",
            "revoke",
            "comment",
            "vacuum",
            "reindex",
            "cluster",
            "refresh",
            "lock",
            "set",
            "reset",
            "create");

    private static final Set<String> BEFORE_A_NAME = Set.of("into", "update", "table", "join");

    private Unbindable() {}

    /** What a bound value of this statement can't be; empty where the server may take each. */
    public static Optional<String> in(Statement statement) {
        if (statement.values().isEmpty()) {
            return Optional.empty();
        }
        List<Token> tokens = Token.of(statement.sql());
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).is("?") && name(tokens, i - 1)) {
                return Optional.of(
                        "a ${value} is bound beside the statement, it can't become the name that stands here");
            }
        }
        String first = tokens.get(0).text().toLowerCase(Locale.ROOT);
        boolean query = !UTILITIES.contains(first)
                || first.equals("create") && tokens.stream().anyMatch(t -> t.is("as"));
        return query
                ? Optional.empty()
                : Optional.of("a ${value} can't be bound in " + first.toUpperCase(Locale.ROOT)
                        + ": PostgreSQL takes parameters in queries only");
    }

    private static boolean name(List<Token> tokens, int before) {
        Token token = tokens.get(before);
        if (token.kind() == Token.Kind.WORD
                && BEFORE_A_NAME.contains(token.text().toLowerCase(Locale.ROOT))) {
            return true;
        }
        Token earlier = before == 0 ? token : tokens.get(before - 1);
        return token.is("from") && (earlier.is("delete") || earlier.is("*"));
    }
}
