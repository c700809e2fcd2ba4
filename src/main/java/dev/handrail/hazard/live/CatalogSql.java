package dev.handrail.hazard.live;

/** Questions to the catalog. A plan waits for nobody: what would take a lock
 * on a table, as the functions do that write down definitions and sizes, is not asked where somebody keeps others out. */
final class CatalogSql {
    private CatalogSql() {}

    static final String SESSION = """
            select pg_catalog.current_setting('TimeZone') as zone,
                   pg_catalog.array_to_string(pg_catalog.current_schemas(false), E'\\n') as path
            """;

    /** Tables of these names, tables of indexes of these names, what is above and below them, and at their keys. */
    static final String OIDS = """
            with recursive named as (
              select c.oid, c.relkind from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              where c.relname = any(pg_catalog.string_to_array(:names, E'\\n'))
                and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
                and (pg_catalog.pg_table_is_visible(c.oid)
                     or n.nspname = any(pg_catalog.string_to_array(:names, E'\\n')))
              union
              select a.attrelid, 'r' from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
              where t.typname = any(pg_catalog.string_to_array(:names, E'\\n')) and t.typtype in ('d', 'c')
                and not a.attisdropped
            ), tree as (
              select coalesce(i.indrelid, d.refobjid, named.oid) as oid from named
              left join pg_catalog.pg_index i on i.indexrelid = named.oid
              left join pg_catalog.pg_depend d on named.relkind = 'S' and d.objid = named.oid
                and d.classid = cast('pg_catalog.pg_class' as regclass) and d.refobjsubid > 0 and d.deptype in ('a', 'i')
              union
              select case when i.inhrelid = tree.oid then i.inhparent else i.inhrelid end
              from tree join pg_catalog.pg_inherits i on tree.oid in (i.inhrelid, i.inhparent)
            ), keyed as (
              select oid from tree
              union select k.confrelid from pg_catalog.pg_constraint k join tree on k.conrelid = tree.oid where k.contype = 'f'
              union select k.conrelid from pg_catalog.pg_constraint k join tree on k.confrelid = tree.oid where k.contype = 'f'
            )
            select pg_catalog.string_agg(cast(c.oid as text), ',') as oids
            from keyed join pg_catalog.pg_class c on c.oid = keyed.oid
            where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
            """;

    private static final String ALL = "= any(cast(pg_catalog.string_to_array(:oids, ',') as oid[]))";

    static final String RELATIONS = """
            select cast(c.oid as bigint) as oid, n.nspname as schema, c.relname as name, cast(c.relkind as text) as kind,
                   c.relpersistence = 'u' as unlogged, pg_catalog.pg_table_is_visible(c.oid) as visible,
                   cast(i.inhparent as bigint) as parent,
                   case when l.relation is null then pg_catalog.pg_get_expr(c.relpartbound, c.oid) end as bound,
                   case when c.relkind = 'p' and l.relation is null then pg_catalog.pg_get_partkeydef(c.oid) end as partkey,
                   case when l.relation is null then pg_catalog.pg_total_relation_size(c.oid) end as bytes,
                   case when l.relation is null then pg_catalog.pg_relation_size(c.oid) = 0 end as empty,
                   cast(c.reltuples as bigint) as rows,
                   cast((pg_catalog.pg_stat_get_tuples_inserted(c.oid) + pg_catalog.pg_stat_get_tuples_updated(c.oid)
                     + pg_catalog.pg_stat_get_tuples_deleted(c.oid)) as double precision)
                     / case when counted.seconds > 600 then counted.seconds end as writes
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_inherits i on i.inhrelid = c.oid and i.inhseqno = 1
            left join (select distinct relation from pg_catalog.pg_locks where mode = 'AccessExclusiveLock'
                         and locktype = 'relation') l on l.relation = c.oid
            cross join (select cast(extract(epoch from pg_catalog.now() - coalesce(
                pg_catalog.pg_stat_get_db_stat_reset_time((select oid from pg_catalog.pg_database
                  where datname = pg_catalog.current_database())),
                pg_catalog.pg_stat_get_bgwriter_stat_reset_time())) as double precision) as seconds) counted
            where c.oid %s
            order by c.oid
            """.formatted(ALL);

    static final String SEQUENCES = """
            select cast(d.refobjid as bigint) as "table", n.nspname as schema, c.relname as name
            from pg_catalog.pg_depend d join pg_catalog.pg_class c on c.oid = d.objid and c.relkind = 'S'
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where d.classid = cast('pg_catalog.pg_class' as regclass) and d.refobjsubid > 0 and d.deptype in ('a', 'i')
              and d.refobjid %s
            """.formatted(ALL);

    static final String COLUMNS = """
            select cast(a.attrelid as bigint) as "table", a.attname as name,
                   pg_catalog.format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "notNull",
                   a.attgenerated = 's' as stored
            from pg_catalog.pg_attribute a
            where a.attnum > 0 and not a.attisdropped and a.attrelid %s
            order by a.attrelid, a.attnum
            """.formatted(ALL);

    static final String CONSTRAINTS = """
            select cast(k.conrelid as bigint) as "table", k.conname as name, cast(k.contype as text) as kind,
                   k.convalidated as valid,
                   case when k.contype = 'c' and not exists (
                     select 1 from pg_catalog.pg_locks l where l.relation = k.conrelid and l.mode = 'AccessExclusiveLock')
                   then pg_catalog.pg_get_constraintdef(k.oid) else '' end as definition,
                   (select pg_catalog.string_agg(a.attname, E'\\n') from pg_catalog.pg_attribute a
                     where a.attrelid = k.conrelid and a.attnum = any(k.conkey)) as columns,
                   (select pg_catalog.string_agg(a.attname, E'\\n') from pg_catalog.pg_attribute a
                     where a.attrelid = k.confrelid and a.attnum = any(k.confkey)) as referenced,
                   fn.nspname as "otherSchema", f.relname as other
            from pg_catalog.pg_constraint k
            left join pg_catalog.pg_class f on f.oid = k.confrelid
            left join pg_catalog.pg_namespace fn on fn.oid = f.relnamespace
            where k.contype in ('c', 'f', 'p', 'u', 'x', 'n') and k.conrelid %s
            """.formatted(ALL);

    static final String INDEXES = """
            select cast(i.indrelid as bigint) as "table", c.relname as name, i.indisunique as unique,
                   i.indexprs is null and i.indpred is null as plain, i.indisvalid and i.indisready as valid,
                   (select pg_catalog.string_agg(a.attname, E'\\n') from pg_catalog.pg_attribute a
                     where a.attrelid = i.indrelid and a.attnum > 0 and (a.attnum = any(i.indkey) or exists (
                       select 1 from pg_catalog.pg_depend d where d.objid = i.indexrelid and d.refobjid = i.indrelid
                         and d.classid = cast('pg_catalog.pg_class' as regclass) and d.refobjsubid = a.attnum))) as columns,
                   coalesce((select a.relname from pg_catalog.pg_inherits h join pg_catalog.pg_class a on a.oid = h.inhparent
                     where h.inhrelid = i.indexrelid), '') as parent
            from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
            where i.indrelid %s
            """.formatted(ALL);

    static final String TYPES = """
            select t.typname as name, pg_catalog.format_type(t.typbasetype, t.typtypmod) as base,
                   t.typnotnull or exists (select 1 from pg_catalog.pg_constraint k where k.contypid = t.oid) as constrained
            from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
            where t.typtype = 'd' and n.nspname <> 'information_schema'
            """;

    static final String FUNCTIONS = """
            select p.proname as name, pg_catalog.bool_or(p.provolatile = 'v') as volatile
            from pg_catalog.pg_proc p
            where p.proname = any(pg_catalog.string_to_array(:names, E'\\n')) and p.prokind = 'f'
            group by p.proname
            """;

    /** Sessions whose transactions are open for a while and hold locks on these tables. */
    static final String SESSIONS = """
            select cast(l.relation as bigint) as "table", a.pid, coalesce(a.application_name, '') as application,
                   coalesce(a.usename, '') as person, coalesce(a.state, '') as state, l.mode,
                   cast(extract(epoch from pg_catalog.clock_timestamp() - a.xact_start) as bigint) as seconds
            from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'relation' and l.granted and l.relation %s
              and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
              and a.pid <> pg_catalog.pg_backend_pid()
              and a.xact_start < pg_catalog.clock_timestamp() - cast('5 seconds' as interval)
              and (a.backend_type <> 'autovacuum worker' or a.query like '%%wraparound%%')
            order by a.xact_start
            """.formatted(ALL);
}
