package dev.handrail.index;

import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A partitioned table with all its partitions, and the indexes that they have.
 *
 * @param members the table itself first, then those below it, level by level
 */
record Tree(List<Member> members, List<Index> indexes) {
    private static final String MEMBERS = """
            select cast(t.relid as oid)::bigint as oid, coalesce(cast(t.parentrelid as oid)::bigint, 0) as parent,
                   n.nspname as schema, c.relname as name, c.relkind as kind
            from pg_catalog.pg_partition_tree(pg_catalog.to_regclass(:table)) t
            join pg_catalog.pg_class c on c.oid = t.relid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            order by t.level, n.nspname, c.relname""";

    private static final String INDEXES = """
            select i.indrelid::bigint as "table", c.oid::bigint as oid, n.nspname as schema, c.relname as name,
                   i.indisvalid and i.indisready as valid, pg_catalog.pg_get_indexdef(c.oid) as definition,
                   coalesce(h.inhparent::bigint, 0) as parent,
                   (select b.pid::bigint from pg_catalog.pg_stat_progress_create_index b
                     where b.index_relid = c.oid limit 1) as builder
            from pg_catalog.pg_index i
            join pg_catalog.pg_class c on c.oid = i.indexrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_inherits h on h.inhrelid = c.oid
            where i.indrelid in (select relid from pg_catalog.pg_partition_tree(pg_catalog.to_regclass(:table)))
              and not exists (select from pg_catalog.pg_constraint o where o.conindid = c.oid and o.contype in ('p','u','x'))
            order by n.nspname, c.relname""";

    /**
     * A table of the tree.
     *
     * @param parent 0 for the topmost
     * @param kind {@code p} partitioned, {@code r} leaf, {@code f} foreign
     */
    record Member(long oid, long parent, String schema, String name, String kind) {
        String qualified() {
            return Quoting.qualified(schema, name);
        }
    }

    /**
     * An index on one of them.
     *
     * @param parent the index that it is a part of; 0: none
     * @param builder the process that builds it now; null: none
     */
    record Index(
            long table,
            long oid,
            String schema,
            String name,
            boolean valid,
            String definition,
            long parent,
            @Nullable Long builder) {
        String qualified() {
            return Quoting.qualified(schema, name);
        }

        boolean like(Definition wanted) {
            return Likeness.of(wanted, Definition.byServer(definition)) == Likeness.SAME;
        }
    }

    static Tree in(Database database, Table top) {
        Map<String, String> table = Map.of("table", Quoting.qualified(top.schema(), top.name()));
        return new Tree(
                database.catalog(MEMBERS, table).stream().map(Tree::member).toList(),
                database.catalog(INDEXES, table).stream().map(Tree::index).toList());
    }

    private static Member member(Map<String, Object> row) {
        return new Member(
                number(row, "oid"),
                number(row, "parent"),
                (String) row.get("schema"),
                (String) row.get("name"),
                (String) row.get("kind"));
    }

    private static Index index(Map<String, Object> row) {
        return new Index(
                number(row, "table"),
                number(row, "oid"),
                (String) row.get("schema"),
                (String) row.get("name"),
                (Boolean) row.get("valid"),
                (String) row.get("definition"),
                number(row, "parent"),
                row.get("builder") == null ? null : number(row, "builder"));
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }

    /** The index of that name on a member. */
    Optional<Index> named(Member member, String name) {
        return indexes.stream()
                .filter(i -> i.table() == member.oid() && i.name().equals(name))
                .findFirst();
    }

    /** The part of a partitioned index that a member has. */
    Optional<Index> part(Member member, @Nullable Index of) {
        return of == null
                ? Optional.empty()
                : indexes.stream()
                        .filter(i -> i.table() == member.oid() && i.parent() == of.oid())
                        .findFirst();
    }

    /** An index that is as wanted, whole, and no part of another one. */
    Optional<Index> free(Member member, Definition wanted) {
        return indexes.stream()
                .filter(i -> i.table() == member.oid() && i.parent() == 0 && i.valid() && i.like(wanted))
                .findFirst();
    }
}
