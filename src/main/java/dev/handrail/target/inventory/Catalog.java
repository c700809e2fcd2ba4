package dev.handrail.target.inventory;

/** Questions to the catalog, each answered with name and value in the order in which an inventory is kept. */
final class Catalog {
    private static final String OWN = "n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'";

    private static String notOfExtension(String catalog, String row) {
        return """
                 and not exists (select 1 from pg_catalog.pg_depend d
                                 where d.classid = 'pg_catalog.%s'::pg_catalog.regclass and d.objid = %s.oid and d.deptype = 'e')
                """.formatted(catalog, row);
    }

    private static final String SCHEMAS = """
            select 2615::bigint as catalog, n.oid, pg_catalog.format('schema %I', n.nspname) as name, n.nspowner as owner,
                   n.nspacl as acl, 'n'::"char" as type
            from pg_catalog.pg_namespace n where\s""" + OWN + notOfExtension("pg_namespace", "n");

    private static final String RELATIONS = """
            select 1259, c.oid, pg_catalog.format('%s %I.%I', case c.relkind when 'v' then 'view' when 'm' then 'materialized view'
                     when 'S' then 'sequence' when 'f' then 'foreign table' else 'table' end, n.nspname, c.relname),
                   c.relowner, c.relacl, case c.relkind when 'S' then 's' else 'r' end::"char"
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and c.relpersistence <> 't' and\s""" + OWN + notOfExtension("pg_class", "c");

    private static final String FUNCTIONS = """
            select 1255, p.oid, pg_catalog.format('%s %I.%I(%s)', case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate'
                     else 'function' end, n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)),
                   p.proowner, p.proacl, 'f'
            from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
            where\s""" + OWN + notOfExtension("pg_proc", "p");

    private static final String TYPES = """
            select 1247, t.oid, pg_catalog.format('type %I.%I', n.nspname, t.typname), t.typowner, t.typacl, 'T'
            from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
            where (t.typtype in ('d', 'e', 'r') or t.typtype = 'c' and exists (
                     select 1 from pg_catalog.pg_class c where c.oid = t.typrelid and c.relkind = 'c')) and\s""" + OWN + notOfExtension("pg_type", "t");

    private static final String COLUMNS = """
            select 1259, c.oid, pg_catalog.format('column %I.%I.%I', n.nspname, c.relname, a.attname), c.relowner, a.attacl,
                   'c'::"char"
            from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where a.attacl is not null and not a.attisdropped and c.relpersistence <> 't' and\s""" + OWN + notOfExtension("pg_class", "c");

    private static final String OBJECTS =
            SCHEMAS + " union all " + RELATIONS + " union all " + FUNCTIONS + " union all " + TYPES;

    static final String DATABASE =
            ordered("""
            select 0::bigint as catalog, 0::bigint as oid, w.name, case w.name when 'owner' then r.rolname else %s end as value
            from pg_catalog.pg_database d join pg_catalog.pg_roles r on r.oid = d.datdba,
                 (values ('owner'), ('privileges')) w (name)
            where d.datname = pg_catalog.current_database()""".formatted(granted("coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))")));

    static final String EXTENSIONS = ordered("""
            select 3079::bigint as catalog, oid::bigint, extname as name, extversion as value from pg_catalog.pg_extension""");

    static final String OWNERS = ordered("select x.catalog, x.oid::bigint, x.name, r.rolname as value from (" + OBJECTS
            + ") x join pg_catalog.pg_roles r on r.oid = x.owner");

    static final String PRIVILEGES = ordered("select x.catalog, x.oid::bigint, x.name, x.value from (select x.*, "
            + granted("x.acl") + " as value, " + granted("pg_catalog.acldefault(x.type, x.owner)") + " as usual from ("
            + OBJECTS + " union all " + COLUMNS + ") x where x.acl is not null) x where x.value <> x.usual");

    static final String DEFAULT_PRIVILEGES = ordered("""
            select 826::bigint as catalog, d.oid::bigint,
                   pg_catalog.format('of %%I%%s on %%s', r.rolname, pg_catalog.format(' in schema %%I', n.nspname),
                     case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
                     when 'T' then 'types' when 'n' then 'schemas' else d.defaclobjtype::text end) as name, %s as value
            from pg_catalog.pg_default_acl d join pg_catalog.pg_roles r on r.oid = d.defaclrole
            left join pg_catalog.pg_namespace n on n.oid = d.defaclnamespace""".formatted(granted("d.defaclacl")));

    static final String SEQUENCES = ordered("""
            select 1259::bigint as catalog, c.oid::bigint, pg_catalog.format('%I.%I', n.nspname, c.relname) as name,
                   s.seqincrement as step
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_sequence s on s.seqrelid = c.oid
            where case c.relkind when 'S' then pg_catalog.has_sequence_privilege(c.oid, 'select') end
                  and c.relpersistence <> 't' and\s""" + OWN + notOfExtension("pg_class", "c"));

    static final String VIEWS = ordered("""
            select 1259::bigint as catalog, c.oid::bigint, pg_catalog.format('%I.%I', n.nspname, c.relname) as name,
                   c.relispopulated as filled, pg_catalog.has_table_privilege(c.oid, 'select') as readable
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'm' and\s""" + OWN + notOfExtension("pg_class", "c"));

    static final String LARGE_OBJECTS = """
            select 'how many' as name, pg_catalog.count(*)::text as value from pg_catalog.pg_largeobject_metadata""";

    static final String CONTENT_READABLE =
            "select pg_catalog.has_table_privilege('pg_catalog.pg_largeobject', 'select')";

    /**
     * A sum over a hash of each page, zeros at its end left out, and of each object's length: an object with holes has
     * other pages once it was restored, and the same bytes.
     */
    static final String CONTENT = """
            select 'content' as name, pg_catalog.concat_ws('/',
                     (select coalesce(pg_catalog.sum(pg_catalog.hashtextextended(h.t, 0)), 0)
                      from (select p.loid || '.' || p.pageno || '.' || pg_catalog.rtrim(pg_catalog.encode(p.data, 'hex'), '0') as t
                            from pg_catalog.pg_largeobject p offset 0) h where h.t not like '%.'),
                     (select coalesce(pg_catalog.sum(pg_catalog.hashtextextended(l.loid || '.' || l.bytes, 1)), 0)
                      from (select distinct on (p.loid) p.loid, p.pageno::bigint * (pg_catalog.current_setting('block_size')::int / 4)
                                   + pg_catalog.octet_length(p.data) as bytes
                            from pg_catalog.pg_largeobject p order by p.loid, p.pageno desc) l)) as value""";

    static final String LARGE_OBJECT_OWNERS =
            ordered("""
            select 0::bigint as catalog, 0::bigint as oid, x.name, pg_catalog.count(*)::text as value
            from (select pg_catalog.format('of %%I, granted to %%s', r.rolname, %s) as name
                  from pg_catalog.pg_largeobject_metadata m join pg_catalog.pg_roles r on r.oid = m.lomowner) x
            group by x.name""".formatted(granted("coalesce(m.lomacl, pg_catalog.acldefault('L', m.lomowner))")));

    static final String ROLES = ordered("with x as materialized (" + OBJECTS + " union all " + COLUMNS + """
            ) select 0::bigint as catalog, 0::bigint as oid, r.rolname as name,
                     case when pg_catalog.bool_or(u.owns) then 'owns' else 'is granted' end as value
            from (select x.owner as role, true as owns from x
                  union all select a.grantee, false from x, pg_catalog.aclexplode(x.acl) a
                  union all select d.defaclrole, true from pg_catalog.pg_default_acl d
                  union all select a.grantee, false from pg_catalog.pg_default_acl d, pg_catalog.aclexplode(d.defaclacl) a
                  union all select m.lomowner, true from pg_catalog.pg_largeobject_metadata m) u
            join pg_catalog.pg_roles r on r.oid = u.role group by r.rolname""");

    private Catalog() {}

    private static String ordered(String query) {
        return "select y.* from (" + query + ") y order by pg_catalog.convert_to(y.name::pg_catalog.text, 'UTF8')";
    }

    /** A list of privileges as text: {@code app: INSERT, SELECT; public: SELECT}; an asterisk may grant it on. */
    private static String granted(String acl) {
        return """
                (select coalesce(pg_catalog.string_agg(g.who || ': ' || g.what, '; ' order by g.who collate pg_catalog."C"), 'nobody')
                 from (select w.who, pg_catalog.string_agg(w.what, ', ' order by w.what collate pg_catalog."C") as what
                       from (select distinct case a.grantee when 0 then 'public' else pg_catalog.quote_ident(g.rolname) end as who,
                                    a.privilege_type || case when a.is_grantable then '*' else '' end as what
                             from pg_catalog.aclexplode(""" + acl + """
                ) a left join pg_catalog.pg_roles g on g.oid = a.grantee) w group by w.who) g)""";
    }
}
