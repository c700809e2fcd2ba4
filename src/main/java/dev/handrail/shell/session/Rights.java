package dev.handrail.shell.session;

import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.hazard.statement.Judge;
import dev.handrail.run.Planner.PlannedStep;
import dev.handrail.runbook.Batches;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Sql;
import dev.handrail.settings.Environment.DatabaseBinding;
import dev.handrail.text.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which rights on tables the effects of a plan need, and whether the role that performs them has these. */
record Rights(Stage stage) {
    /** Who changes a table's structure must own it. */
    private static final String OWN = "own";

    private static final Set<String> ROWS = Set.of("insert", "update", "delete");

    private static final String ASK = """
            select pg_catalog.pg_get_userbyid(c.relowner) owner,
                   case when :right = 'own' then pg_catalog.pg_has_role(:role, c.relowner, 'usage')
                        else pg_catalog.has_table_privilege(:role, c.oid, :right) end may
            from pg_catalog.pg_class c where c.oid = pg_catalog.to_regclass(:table)""";

    private static final String SCHEMA = """
            select pg_catalog.to_regnamespace('handrail') is not null
                   or pg_catalog.has_database_privilege(:role, pg_catalog.current_database(), 'create') may""";

    /** One right, on one table of one database. */
    private record Right(String database, String table, String right) {}

    List<Need> of(List<PlannedStep> steps, Set<String> changed) {
        List<Need> needs = new ArrayList<>();
        changed.forEach(database -> needs.add(schema(database)));
        Set<Right> all = new LinkedHashSet<>();
        steps.forEach(step -> step.plan().effects().forEach(effect -> add(all, effect)));
        all.forEach(right -> answer(right).ifPresent(needs::add));
        return needs;
    }

    private static void add(Set<Right> all, Effect effect) {
        if (effect instanceof Sql sql) {
            sql.statements().stream()
                    .map(Statement::parts)
                    .flatMap(List::stream)
                    .forEach(statement -> add(all, sql.database(), statement));
        } else if (effect instanceof Batches batches) {
            all.add(new Right(batches.database(), batches.table(), "update"));
        }
    }

    private static void add(Set<Right> all, String database, String statement) {
        String first = statement.strip().split("[^A-Za-z]", 2)[0].toLowerCase(Locale.ROOT);
        new Judge(Schema.unseen()).judge(statement).tables().forEach((relation, mode) -> {
            boolean structure = mode.compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0;
            if (!relation.fresh() && (structure || ROWS.contains(first))) {
                all.add(new Right(database, relation.name().sql(), structure ? OWN : first));
            }
        });
    }

    private Need schema(String name) {
        Database database = stage.targets().database(name);
        String role = role(name, database);
        boolean may = Boolean.TRUE.equals(
                database.catalog(SCHEMA, Map.of("role", role)).get(0).get("may"));
        return new Need(
                name + ": schema handrail",
                may ? "is there, or " + role + " may make it" : role + " may not make it",
                may ? null : "let an administrator run: grant create on database " + database.name() + " to " + role);
    }

    /** Empty for a table that an earlier step makes. */
    private java.util.Optional<Need> answer(Right right) {
        Database database = stage.targets().database(right.database());
        String role = role(right.database(), database);
        return database.catalog(ASK, Map.of("role", role, "table", right.table(), "right", right.right())).stream()
                .findFirst()
                .map(row -> need(right, role, row));
    }

    private static Need need(Right right, String role, Map<String, Object> row) {
        boolean own = right.right().equals(OWN);
        String what = own ? "change the structure of it" : right.right() + " its rows";
        boolean may = Boolean.TRUE.equals(row.get("may"));
        String grant = own
                ? "grant " + row.get("owner") + " to " + role + ", or: alter table " + right.table() + " owner to "
                        + role
                : "grant " + right.right() + " on " + right.table() + " to " + role;
        return new Need(
                right.database() + ": " + right.table(),
                role + (may ? " may " : " may not ") + what,
                may ? null : "let its owner, " + row.get("owner") + ", run: " + grant);
    }

    private String role(String name, Database database) {
        DatabaseBinding bound = stage.environment().databases().get(name);
        return bound == null || bound.role() == null ? database.identity().user() : bound.role();
    }
}
