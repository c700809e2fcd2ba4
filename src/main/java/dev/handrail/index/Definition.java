package dev.handrail.index;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;
import dev.handrail.text.Quoting;
import dev.handrail.text.SqlText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an index is: {@code [unique] name on table rest}, as in CREATE INDEX.
 *
 * @param table the parts of its name
 * @param rest everything behind the table: method, columns, INCLUDE, WITH, WHERE
 */
record Definition(boolean unique, String name, List<String> table, String rest) {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final Pattern WRITTEN = Pattern.compile(
            "\\s*(unique\\s+)?(" + NAME + ")\\s+on\\s+(?:only\\s+)?(" + NAME + "(?:\\s*\\.\\s*" + NAME
                    + ")?)\\s*((?:using\\b|\\().*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern BY_SERVER =
            Pattern.compile("CREATE (UNIQUE )?INDEX (.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** @throws Problem exit 2 where {@code text} is no definition */
    static Definition of(String text) {
        SqlText.of(text, Position.of("index")).single();
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new Problem(
                    ExitCode.WRONG,
                    "'" + text.strip() + "' does not say which index on which table",
                    "",
                    "",
                    "write what stands behind CREATE INDEX: 'name on table (column)' or "
                            + "'unique name on table using btree (a, b) where c'; CONCURRENTLY comes by itself");
        }
        String name = folded(written.group(2));
        if (!Quoting.fits(name)) {
            throw new Problem(
                    ExitCode.WRONG,
                    "PostgreSQL would cut the name '" + name + "'",
                    "",
                    "the index would be looked for under a name that it does not have",
                    "choose one of " + Quoting.LONGEST_NAME + " bytes at most");
        }
        return new Definition(
                written.group(1) != null,
                name,
                Pattern.compile(NAME)
                        .matcher(written.group(3))
                        .results()
                        .map(part -> folded(part.group()))
                        .toList(),
                written.group(4).strip());
    }

    /** As {@code pg_get_indexdef} writes it. */
    static Definition byServer(String text) {
        Matcher create = BY_SERVER.matcher(text);
        return of(create.matches() ? (create.group(1) == null ? "" : "unique ") + create.group(2) : text);
    }

    /** A name written in SQL: lower case unless quoted. */
    private static String folded(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }

    Definition named(String other) {
        return new Definition(unique, other, table, rest);
    }

    /** This index's name with an ending, cut so that PostgreSQL keeps the whole. */
    static String suffixed(String name, String ending) {
        String base = name;
        while ((base + ending).getBytes(StandardCharsets.UTF_8).length > Quoting.LONGEST_NAME) {
            base = base.substring(0, base.offsetByCodePoints(base.length(), -1));
        }
        return base + ending;
    }

    String tableName() {
        return table.get(table.size() - 1);
    }

    /** The table as it is looked up. */
    String lookup() {
        return String.join(".", table.stream().map(Quoting::name).toList());
    }

    String create(String schema) {
        return "create " + (unique ? "unique " : "") + "index concurrently " + Quoting.name(name) + " on "
                + Quoting.qualified(schema, tableName()) + " " + rest;
    }

    /** As an author would write it. */
    String written() {
        return (unique ? "unique " : "") + Quoting.name(name) + " on " + lookup() + " " + rest;
    }
}
