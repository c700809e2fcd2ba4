package dev.handrail.index;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a constraint on the server can be the one that an author wrote: the server words everything in its own way. */
final class Wording {
    /** What holds no names: text in quotes, and comments. */
    private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*");
    /** Words that the server replaces by others. */
    private static final Set<String> REPLACED = Set.of(
            "between",
            "symmetric",
            "in",
            "not",
            "like",
            "ilike",
            "and",
            "or",
            "is",
            "null",
            "true",
            "false",
            "similar",
            "to",
            "some",
            "any",
            "all",
            "array",
            "isnull",
            "notnull",
            "cast",
            "as",
            "int",
            "integer",
            "bigint",
            "text",
            "date",
            "timestamp",
            "timestamptz",
            "interval",
            "numeric",
            "boolean",
            "bool",
            "varchar",
            "char",
            "no",
            "action",
            "on",
            "delete",
            "update",
            "match",
            "simple",
            "deferrable",
            "initially",
            "immediate",
            "escape",
            "extract",
            "from");

    private Wording() {}

    /** The names in a piece of SQL that the server keeps, whatever it does to the rest. */
    static Set<String> names(String sql) {
        Set<String> names = new LinkedHashSet<>();
        WORD.matcher(QUOTED.matcher(sql).replaceAll(" ")).results().forEach(found -> {
            String word = found.group();
            String plain = word.startsWith("\"")
                    ? word.substring(1, word.length() - 1).replace("\"\"", "\"")
                    : word.toLowerCase(Locale.ROOT);
            if (word.startsWith("\"") || !REPLACED.contains(plain)) {
                names.add(plain);
            }
        });
        return names;
    }

    /** True where all that the author names is in what the server says. */
    static boolean mayBe(String wanted, String there) {
        return names(there).containsAll(names(wanted));
    }

    /** The names between the brackets at the start of {@code text}: {@code (a, "B")}. */
    static List<String> columns(String text) {
        int open = text.indexOf('(');
        return Brackets.split(text.substring(open + 1, Brackets.close(text, open))).stream()
                .flatMap(part -> names(part).stream().limit(1))
                .toList();
    }
}
