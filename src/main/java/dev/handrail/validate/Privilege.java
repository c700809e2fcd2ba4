package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Reading;
import dev.handrail.text.Quoting;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code select on t}, {@code select, insert on t for app}, {@code usage on schema s}, {@code connect on database d}.
 *
 * @param kind {@code table}, {@code sequence}, {@code schema}, {@code database} or {@code function}
 * @param role null: the one that asks
 */
record Privilege(
        List<String> privileges,
        String kind,
        String object,
        @Nullable String role) {
    private static final Pattern WRITTEN = Pattern.compile(
            "([a-z][a-z ,]*?) on (?:(table|sequence|schema|database|function) )?(.+?)(?: (?:for|to) (\\S+))?",
            Pattern.CASE_INSENSITIVE);

    /** @throws Problem where it is not written like one */
    static Privilege parse(String written) {
        Matcher parts = WRITTEN.matcher(written.strip());
        if (!parts.matches()) {
            throw new Problem(
                    ExitCode.WRONG,
                    "'" + written + "' is no privilege",
                    "",
                    "",
                    "write: schema privilege: 'select on users', or 'select, insert on users for app'");
        }
        List<String> privileges =
                Arrays.stream(parts.group(1).split(",")).map(String::strip).toList();
        String kind = parts.group(2) == null ? "table" : parts.group(2).toLowerCase(Locale.ROOT);
        return new Privilege(privileges, kind, parts.group(3), parts.group(4));
    }

    /** One row, true, where every one of them is held; no row where one is missing, so that {@code some} can't err. */
    Reading held(Database database) {
        for (String privilege : privileges) {
            if (!held(database, privilege)) {
                return Readings.NONE.fact("missing", privilege);
            }
        }
        return Reading.of(true);
    }

    private boolean held(Database database, String privilege) {
        String sql = "select pg_catalog.has_" + kind + "_privilege(" + (role == null ? "" : "cast(:role as name), ")
                + "cast(:object as text), cast(:privilege as text)) as held";
        Map<String, String> asked = role == null
                ? Map.of("object", name(), "privilege", privilege)
                : Map.of("object", name(), "privilege", privilege, "role", role);
        return Boolean.TRUE.equals(database.catalog(sql, asked).get(0).get("held"));
    }

    /** The functions for schemas and databases take plain names, those for tables quoted ones. */
    private String name() {
        return kind.equals("table") || kind.equals("sequence") ? Quoting.qualified(object) : object;
    }
}
