package dev.handrail.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How much an index on the server is like the one wanted; the server writes expressions in its own way. */
enum Likeness {
    SAME,
    /** Alike in everything but the wording of expressions, which may mean the same. */
    SIMILAR,
    DIFFERENT;

    private static final Pattern CAST = Pattern.compile("::\\s*(?:\"[^\"]+\"|[a-z_][\\w.]*)"
            + "(?:\\s+(?:varying|precision|with(?:out)?\\s+time\\s+zone))?(?:\\(\\d+(?:,\\s*\\d+)?\\))?(?:\\[\\])*");
    private static final Pattern PLAIN = Pattern.compile("\\w+");

    static Likeness of(Definition wanted, Definition there) {
        Parts a = Parts.of(wanted.rest());
        Parts b = Parts.of(there.rest());
        boolean alike = wanted.unique() == there.unique()
                && wanted.tableName().equals(there.tableName())
                && a.method().equals(b.method())
                && a.columns().size() == b.columns().size()
                && a.where().isEmpty() == b.where().isEmpty()
                && a.extras().equals(b.extras());
        for (int i = 0; alike && i < a.columns().size(); i++) {
            String left = a.columns().get(i);
            String right = b.columns().get(i);
            alike = left.equals(right)
                    || !PLAIN.matcher(left).matches()
                    || !PLAIN.matcher(right).matches();
        }
        if (!alike) {
            return DIFFERENT;
        }
        return a.equals(b) ? SAME : SIMILAR;
    }

    /**
     * A definition behind its table, brought to one wording as far as that goes.
     *
     * @param extras INCLUDE, NULLS NOT DISTINCT, WITH, TABLESPACE
     */
    private record Parts(String method, List<String> columns, String extras, String where) {
        static Parts of(String rest) {
            int open = rest.indexOf('(');
            String method = rest.substring(0, open)
                    .toLowerCase(Locale.ROOT)
                    .replace("using", "")
                    .strip();
            int close = Brackets.close(rest, open);
            String tail = rest.substring(Math.min(close + 1, rest.length()));
            int where = Brackets.word(tail, "where");
            List<String> columns = new ArrayList<>();
            for (String column : Brackets.split(rest.substring(open + 1, close))) {
                columns.add(ordered(plain(column)));
            }
            return new Parts(
                    method.isEmpty() ? "btree" : method,
                    columns,
                    plain(where < 0 ? tail : tail.substring(0, where)).replace("'", ""),
                    where < 0 ? "" : plain(tail.substring(where + "where".length())));
        }

        /** Without the order that is meant anyway. */
        private static String ordered(String column) {
            return column.contains(" desc")
                    ? column.replaceAll(" nulls first$", "")
                    : column.replaceAll(" nulls last$", "").replaceAll(" asc$", "");
        }

        private static String plain(String sql) {
            String text = CAST.matcher(Brackets.lower(sql)).replaceAll("");
            return text.replaceAll("\"(\\w+)\"", "$1")
                    .replaceAll("\\bnot like\\b", "!~~")
                    .replaceAll("\\bilike\\b", "~~*")
                    .replaceAll("\\blike\\b", "~~")
                    .replaceAll("[\\s()]+", " ")
                    .replaceAll(" ?([^\\w ]) ?", "$1")
                    .strip()
                    .replace("!=", "<>")
                    .replaceAll("=any array\\[([^]]*)]", " in$1")
                    .replaceAll("<>all array\\[([^]]*)]", " not in$1")
                    .replaceAll(" in ?'", " in'");
        }
    }
}
