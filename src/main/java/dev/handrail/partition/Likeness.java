package dev.handrail.partition;

import dev.handrail.text.Quoting;
import dev.handrail.text.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The statements that make a new partition like the model. */
record Likeness(Model model, String child) {
    /** Behind the columns of CREATE TABLE, as far as the tablespace. */
    String storage() {
        String options = model.options().stream().map(Likeness::option).collect(Collectors.joining(", "));
        return (model.method() == null ? "" : " using " + Quoting.name(model.method()))
                + (options.isEmpty() ? "" : " with (" + options + ")");
    }

    private static String option(String option) {
        int equals = option.indexOf('=');
        String value = option.substring(equals + 1);
        return option.substring(0, equals + 1)
                + (value.matches("[0-9.]+|true|false|on|off|auto") ? value : Quoting.literal(value));
    }

    /** What it gets when it is a partition and has its rows: row security would be in the way before. */
    List<Statement> statements() {
        List<String> all = new ArrayList<>();
        for (Model.Column column : model.columns()) {
            String alter = "alter table " + child + " alter column " + Quoting.name(column.name());
            if (column.statistics() != null) {
                all.add(alter + " set statistics " + column.statistics());
            }
            if (!column.options().isEmpty()) {
                all.add(alter + " set ("
                        + column.options().stream().map(Likeness::option).collect(Collectors.joining(", ")) + ")");
            }
        }
        identity(all);
        if (model.comment() != null) {
            all.add("comment on table " + child + " is " + Quoting.literal(model.comment()));
        }
        if (model.guarded()) {
            all.add("alter table " + child + " enable row level security");
        }
        if (model.forced()) {
            all.add("alter table " + child + " force row level security");
        }
        model.policies().forEach(policy -> all.add(policy(policy)));
        grants(all);
        model.publications().forEach(p -> all.add("alter publication " + Quoting.name(p) + " add table only " + child));
        return all.stream().map(Statement::ours).toList();
    }

    /** The name of a partition's index is the server's choice: it is found by the index that it is a part of. */
    private void identity(List<String> all) {
        String alter = "alter table " + child + " replica identity ";
        if (model.identity() == 'f' || model.identity() == 'n') {
            all.add(alter + (model.identity() == 'f' ? "full" : "nothing"));
        } else if (model.identity() == 'i' && model.index() != null) {
            all.add("do "
                    + Quoting.literal("begin execute pg_catalog.format("
                            + Quoting.literal(alter + "using index %I")
                            + ", (select c.relname from pg_catalog.pg_inherits i"
                            + " join pg_catalog.pg_index x on x.indexrelid = i.inhrelid"
                            + " join pg_catalog.pg_class c on c.oid = x.indexrelid where i.inhparent = "
                            + Quoting.literal(model.index()) + "::pg_catalog.regclass and x.indrelid = "
                            + Quoting.literal(child) + "::pg_catalog.regclass)); end"));
        }
    }

    private String policy(Model.Rule policy) {
        String roles = policy.roles().isEmpty()
                ? "public"
                : policy.roles().stream().map(Quoting::name).collect(Collectors.joining(", "));
        return "create policy " + Quoting.name(policy.name()) + " on " + child + " as "
                + (policy.permissive() ? "permissive" : "restrictive") + " for " + policy.command() + " to " + roles
                + (policy.using() == null ? "" : " using (" + policy.using() + ")")
                + (policy.check() == null ? "" : " with check (" + policy.check() + ")");
    }

    private void grants(List<String> all) {
        Map<String, List<String>> privileges = new LinkedHashMap<>();
        for (Model.Grant grant : model.grants()) {
            String to = " on " + child + " to " + (grant.to().isEmpty() ? "public" : Quoting.name(grant.to()))
                    + (grant.grantable() ? " with grant option" : "");
            privileges
                    .computeIfAbsent(to, t -> new ArrayList<>())
                    .add(grant.privilege().toLowerCase(java.util.Locale.ROOT)
                            + (grant.column() == null ? "" : " (" + Quoting.name(grant.column()) + ")"));
        }
        privileges.forEach((to, what) -> all.add("grant " + String.join(", ", what) + to));
    }
}
