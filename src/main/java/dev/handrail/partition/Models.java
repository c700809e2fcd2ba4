package dev.handrail.partition;

import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from the catalog what new partitions are made like. */
record Models(Database database) {
    /** Arrays come as text, one entry a line. */
    private static final String RELATION = """
            select cast(c.oid as bigint) as oid, c.relpersistence = 'u' as unlogged, c.relkind as kind,
                   (select m.amname from pg_catalog.pg_am m where m.oid = c.relam and m.amname <> 'heap') as method,
                   pg_catalog.array_to_string(c.reloptions, chr(10)) as options,
                   (select pg_catalog.array_to_string(t.reloptions, chr(10)) from pg_catalog.pg_class t
                    where t.oid = c.reltoastrelid) as toast,
                   c.relrowsecurity as guarded, c.relforcerowsecurity as forced, c.relreplident as identity,
                   (select n.nspname || chr(10) || p.relname
                    from pg_catalog.pg_index x
                    left join pg_catalog.pg_inherits i on i.inhrelid = x.indexrelid
                    join pg_catalog.pg_class p
                         on p.oid = case when c.oid = cast(:parent as oid) then x.indexrelid else i.inhparent end
                    join pg_catalog.pg_namespace n on n.oid = p.relnamespace
                    where x.indrelid = c.oid and x.indisreplident) as index,
                   pg_catalog.obj_description(cast(:parent as oid), 'pg_class') as comment,
                   (select pg_catalog.string_agg(t.tgname, ', ' order by t.tgname) from pg_catalog.pg_trigger t
                    where t.tgrelid = c.oid and not t.tgisinternal and c.oid <> cast(:parent as oid)
                      and coalesce(pg_catalog.to_jsonb(t) ->> 'tgparentid', '0') = '0') as triggers
            from pg_catalog.pg_class c where c.oid = cast(:model as oid)
            """;
    /** Of a column's options those that a person can set; a server may keep others there for itself. */
    private static final String COLUMNS = """
            select a.name, a.statistics, a.options
            from (select a.attname as name, a.attnum,
                         cast(nullif(pg_catalog.to_jsonb(a) ->> 'attstattarget', '-1') as int) as statistics,
                         (select pg_catalog.string_agg(o, chr(10)) from unnest(a.attoptions) o
                          where pg_catalog.starts_with(o, 'n_distinct')) as options
                  from pg_catalog.pg_attribute a
                  where a.attrelid = cast(:model as oid) and a.attnum > 0 and not a.attisdropped) a
            where a.statistics is not null or a.options is not null
            order by a.attnum
            """;

    private static final String GRANTS = """
            select g.privilege, g."column", coalesce(pg_catalog.pg_get_userbyid(nullif(g.grantee, 0)), '') as "to",
                   pg_catalog.bool_or(g.grantable) as grantable
            from (select e.privilege_type as privilege, cast(null as name) as "column", e.grantee,
                         e.is_grantable as grantable, c.relowner
                  from pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) e where c.oid = cast(:model as oid)
                  union all
                  select e.privilege_type, a.attname, e.grantee, e.is_grantable, c.relowner
                  from pg_catalog.pg_class c join pg_catalog.pg_attribute a on a.attrelid = c.oid,
                       pg_catalog.aclexplode(a.attacl) e
                  where c.oid = cast(:model as oid) and not a.attisdropped) g
            where g.grantee <> g.relowner
            group by 1, 2, 3 order by 3, 2 nulls first, 1
            """;
    private static final String POLICIES = """
            select p.polname as name, p.polpermissive as permissive,
                   case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
                                 when 'd' then 'delete' else 'all' end as command,
                   (select pg_catalog.string_agg(pg_catalog.pg_get_userbyid(r), chr(10))
                    from unnest(p.polroles) r where r <> 0) as roles,
                   pg_catalog.pg_get_expr(p.polqual, p.polrelid) as "using",
                   pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) as "check"
            from pg_catalog.pg_policy p where p.polrelid = cast(:model as oid) order by 1
            """;
    /** The columns prqual and prattrs came with PostgreSQL 15. */
    private static final String PUBLICATIONS = """
            select p.pubname as name, (pg_catalog.to_jsonb(r) ->> 'prqual' is not null
                                       or pg_catalog.to_jsonb(r) ->> 'prattrs' is not null) as some
            from pg_catalog.pg_publication_rel r join pg_catalog.pg_publication p on p.oid = r.prpubid
            where r.prrelid = cast(:model as oid) and :model <> :parent order by 1
            """;

    private static final String ABOVE = """
            select c.relname as name, pg_catalog.pg_get_partkeydef(c.oid) as key
            from pg_catalog.pg_class c where c.oid = cast(:model as oid)
            """;
    private static final String BELOW = """
            select cast(c.oid as bigint) as oid, n.nspname as schema, c.relname as name, c.relkind as kind,
                   pg_catalog.pg_get_expr(c.relpartbound, c.oid) as bound
            from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where i.inhparent = cast(:model as oid) order by n.nspname, c.relname
            """;

    /** @param newest partition; empty: it has none */
    Model of(Table table, Optional<Child> newest) {
        return newest.map(child -> of(table.oid(), child.oid(), child.qualified()))
                .orElseGet(() -> of(table.oid(), table.oid(), table.qualified()));
    }

    /** @param model oid of the partition that new ones are like; the parent's own where it has none */
    private Model of(long parent, long model, String relation) {
        Map<String, Long> asked = Map.of("parent", parent, "model", model);
        Map<String, Object> row = database.catalog(RELATION, asked).get(0);
        List<Map<String, Object>> publications =
                database.catalog(PUBLICATIONS, Map.of("model", model, "parent", parent));
        List<String> options = new ArrayList<>(lines(row.get("options")));
        lines(row.get("toast")).forEach(o -> options.add("toast." + o));
        boolean whole = row.get("kind").equals("p");
        return new Model(
                relation,
                (Boolean) row.get("unlogged") && !whole,
                (String) row.get("method"),
                whole ? List.of() : options,
                columns(Map.of("model", model)),
                grants(Map.of("model", model)),
                (Boolean) row.get("guarded"),
                (Boolean) row.get("forced"),
                policies(Map.of("model", model)),
                String.valueOf(row.get("identity")).charAt(0),
                index(row.get("index")),
                publications.stream()
                        .filter(p -> !(Boolean) p.get("some"))
                        .map(p -> (String) p.get("name"))
                        .toList(),
                (String) row.get("comment"),
                unlike(row, publications),
                model != parent && whole ? below(parent, model) : null);
    }

    private Sublevel below(long parent, long model) {
        List<Map<String, Object>> rows = database.catalog(BELOW, Map.of("model", model));
        List<Sublevel.Part> parts = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            String name = Quoting.qualified((String) row.get("schema"), (String) row.get("name"));
            if (!row.get("kind").equals("r")) {
                throw Fitting.refused(
                        name + " is no plain table",
                        "partitions are made again two levels deep",
                        "create and retire its partitions with sql");
            }
            Model own = of(parent, ((Number) row.get("oid")).longValue(), name);
            parts.add(new Sublevel.Part(
                    (String) row.get("schema"), (String) row.get("name"), (String) row.get("bound"), own));
        }
        Map<String, Object> above =
                database.catalog(ABOVE, Map.of("model", model)).get(0);
        return new Sublevel((String) above.get("name"), (String) above.get("key"), parts);
    }

    private static @Nullable String index(@Nullable Object named) {
        List<String> parts = lines(named);
        return parts.isEmpty() ? null : Quoting.qualified(parts.get(0), parts.get(1));
    }

    private static List<String> unlike(Map<String, Object> row, List<Map<String, Object>> publications) {
        List<String> unlike = new ArrayList<>();
        if (row.get("triggers") != null) {
            unlike.add("triggers of its own (" + row.get("triggers") + ")");
        }
        if (row.get("identity").equals("i") && row.get("index") == null) {
            unlike.add("a replica identity by an index of its own");
        }
        publications.stream()
                .filter(p -> (Boolean) p.get("some"))
                .forEach(p ->
                        unlike.add("a place in publication " + p.get("name") + " with some of its rows or columns"));
        return unlike;
    }

    private List<Model.Column> columns(Map<String, Long> asked) {
        return database.catalog(COLUMNS, asked).stream()
                .map(c -> new Model.Column(
                        (String) c.get("name"),
                        c.get("statistics") == null ? null : ((Number) c.get("statistics")).intValue(),
                        lines(c.get("options"))))
                .toList();
    }

    private List<Model.Grant> grants(Map<String, Long> asked) {
        return database.catalog(GRANTS, asked).stream()
                .map(g -> new Model.Grant(
                        (String) g.get("privilege"), (String) g.get("column"), (String) g.get("to"), (Boolean)
                                g.get("grantable")))
                .toList();
    }

    private List<Model.Rule> policies(Map<String, Long> asked) {
        return database.catalog(POLICIES, asked).stream()
                .map(p -> new Model.Rule(
                        (String) p.get("name"),
                        (Boolean) p.get("permissive"),
                        (String) p.get("command"),
                        lines(p.get("roles")),
                        (String) p.get("using"),
                        (String) p.get("check")))
                .toList();
    }

    private static List<String> lines(@Nullable Object text) {
        return text == null ? List.of() : Arrays.asList(String.valueOf(text).split("\n"));
    }
}
