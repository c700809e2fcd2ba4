package dev.handrail.cache;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Warm.Shape;
import dev.handrail.text.Template;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a warm step writes, held against the columns that its query returns. */
record Templates(Shape shape, String key, Map<String, String> values, boolean replace, Position position) {
    /** @throws Problem exit 2 naming the column that is not there, or the key that every row would share */
    void check(List<String> columns) {
        replaceable();
        Set<String> needed = new LinkedHashSet<>(Template.of(key).columns());
        boolean oneKey = needed.isEmpty();
        values.forEach((field, value) -> {
            needed.addAll(Template.of(field).columns());
            needed.addAll(Template.of(value).columns());
        });
        needed.removeAll(columns);
        if (!needed.isEmpty()) {
            throw problem(
                    "the query returns no column '" + needed.iterator().next() + "'",
                    "it returns " + String.join(", ", columns),
                    "select it, or name one of these; a column whose name is not plain needs an alias");
        }
        if (oneKey && (shape == Shape.STRING || shape == Shape.JSON)) {
            throw problem(
                    "every row would be written to the one key '" + key + "'",
                    "the key names no {column}",
                    "name one that tells the rows apart, e.g. key '" + key + ":{" + columns.get(0) + "}'");
        }
    }

    private void replaceable() {
        if (replace && FlushAction.fitsAll(Template.of(key).glob())) {
            throw problem(
                    "replace() would unlink every key that the query does not return",
                    "nothing in the key '" + key + "' tells these keys from others",
                    "give them a name of their own, e.g. key 'perm:" + key + "'");
        }
    }

    private Problem problem(String what, String why, String remedy) {
        return new Problem(ExitCode.WRONG, what, position.toString(), why, remedy);
    }
}
