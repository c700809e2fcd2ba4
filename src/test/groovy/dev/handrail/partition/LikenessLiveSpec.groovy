package dev.handrail.partition

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.runbook.Plan
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

/** What a new partition has, compared over the catalog with what PostgreSQL itself would have made, and with the others. */
@Requires({ LivePostgres.available })
class LikenessLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    /** Columns, constraints, indexes, triggers: names of the server's choosing left out. */
    static final String INHERITED = '''
        select string_agg(line, chr(10) order by line) from (
          select concat_ws(' ', 'column', attname, format_type(atttypid, atttypmod), attnotnull, attgenerated, attidentity, attislocal,
                 attinhcount, attstorage, attcompression, attcollation, pg_get_expr(adbin, adrelid), col_description(attrelid, attnum)) line
          from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
          where attrelid = '%1$s'::regclass and attnum > 0
          union all
          select concat_ws(' ', 'constraint', case contype when 'c' then conname end, contype, convalidated, conislocal, coninhcount,
                 conparentid <> 0, condeferrable, pg_get_constraintdef(oid), obj_description(oid, 'pg_constraint'))
          from pg_constraint where conrelid = '%1$s'::regclass
          union all
          select concat_ws(' ', 'index', indisunique, indisprimary, indisvalid, replace(split_part(pg_get_indexdef(indexrelid), ' ON ', 2), '%1$s', 'T'),
                 (select inhparent::regclass from pg_inherits where inhrelid = indexrelid))
          from pg_index where indrelid = '%1$s'::regclass
          union all
          select concat_ws(' ', 'trigger', tgname, tgenabled, tgtype, tgparentid <> 0, tgfoid::regproc) from pg_trigger
          where tgrelid = '%1$s'::regclass and not tgisinternal
          union all
          select concat_ws(' ', 'reltype', relpersistence, relam, relispartition, relowner::regrole, reltablespace) from pg_class where oid = '%1$s'::regclass
        ) lines'''

    /** What a partition has of its own. */
    static final String OWN = '''
        select concat_ws(chr(10), reloptions, relrowsecurity, relforcerowsecurity, relreplident, (select string_agg(a::text, ',' order by a::text) from unnest(relacl) a), relpersistence,
               (select reloptions from pg_class t where t.oid = c.reltoastrelid),
               (select string_agg(concat_ws(' ', attname, attstattarget, (select string_agg(o, ',') from unnest(attoptions) o where o like 'n_distinct%%'), attacl), ',' order by attnum) from pg_attribute where attrelid = c.oid and attnum > 0),
               (select string_agg(concat_ws(' ', polname, polpermissive, polcmd, polroles, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)), ',' order by polname) from pg_policy where polrelid = c.oid),
               (select string_agg(pubname, ',' order by pubname) from pg_publication_rel join pg_publication p on p.oid = prpubid where prrelid = c.oid),
               (select i.inhparent::regclass from pg_index join pg_inherits i on i.inhrelid = indexrelid where indrelid = c.oid and indisreplident))
        from pg_class c where oid = '%1$s'::regclass'''

    def setup() {
        ['spec_reader', 'spec_owner', 'spec_Auditor x'].each { role ->
            target.execute("do \$\$ begin create role \"$role\"; exception when duplicate_object then null; end \$\$")
        }
        target.execute('create extension if not exists btree_gin', 'create table people (id int primary key)',
            'create sequence numbers', '''create table audit (id bigint generated always as identity, at timestamptz not null default now(),
                who int references people on delete cascade, note text collate "C" default 'none' check (note <> '') not null, n int default nextval('numbers'),
                body text, up text generated always as (upper(note)) stored, constraint far check (n > 0) no inherit, primary key (id, at), unique (at, n) deferrable)
                partition by range (at)'''.replace('constraint far check (n > 0) no inherit, ', ''),
            'alter table audit alter column body set storage external', 'alter table audit add constraint far check (n < 1000000)',
            'create index on audit (note) where n > 3', 'create index on audit using brin (at)', 'create index on audit (lower(note), n desc)',
            "comment on column audit.note is 'A word'", "comment on table audit is 'It''s all'", "comment on constraint far on audit is 'Far'",
            'create statistics pairs on note, n from audit',
            "create function seen() returns trigger language plpgsql as 'begin return new; end'",
            'create trigger seen before insert on audit for each row execute function seen()',
            'create trigger "Told all" after update on audit for each row when (new.n > 3) execute function seen()',
            'alter table audit owner to spec_owner')
    }

    private Plan create(int ahead = 0) { target.act(PartitionLiveSpec.partition(ahead: ahead)) }

    private String lines(String sql, String table) { target.value(String.format(sql, table)) }

    def "a partition is as PostgreSQL itself would have made it, with the comments too"() {
        when:
        create()
        target.execute("create table theirs partition of audit for values from ('2027-03-01 00:00:00+00') to ('2027-04-01 00:00:00+00')",
            'alter table theirs owner to spec_owner', "comment on column theirs.note is 'A word'", "comment on constraint far on theirs is 'Far'")

        then:
        lines(INHERITED, 'audit_2026_11') == lines(INHERITED, 'theirs')
        target.value("select count(*) from pg_trigger where tgrelid = 'audit_2026_11'::regclass") ==
            target.value("select count(*) from pg_trigger where tgrelid = 'theirs'::regclass")
    }

    def "the first one gets from the whole table what PostgreSQL would have left out"() {
        given:
        target.execute('grant select, insert on audit to spec_reader', 'grant update (note) on audit to public',
            'alter table audit alter column note set statistics 500', 'alter table audit replica identity full',
            'alter table audit enable row level security', "create policy mine on audit for select to spec_reader using (note = current_user)")

        when:
        create()

        then:
        lines(OWN, 'audit_2026_11') == lines(OWN, 'audit')
        target.value("select obj_description('audit_2026_11'::regclass)") == "It's all"
    }

    def "further ones are as the newest is"() {
        given:
        create()
        target.execute('alter table audit_2026_11 set (fillfactor = 71, autovacuum_vacuum_scale_factor = 0.02, toast.autovacuum_enabled = false)',
            'grant select on audit_2026_11 to spec_reader, "spec_Auditor x" with grant option', 'grant insert (note), references (id) on audit_2026_11 to public',
            'alter table audit_2026_11 alter column note set statistics 77', 'alter table audit_2026_11 alter column n set (n_distinct = -0.5)',
            'alter table audit_2026_11 replica identity using index audit_2026_11_pkey', 'alter table audit_2026_11 force row level security',
            'alter table audit_2026_11 enable row level security',
            "create policy \"Only mine\" on audit_2026_11 as restrictive for update to spec_reader, \"spec_Auditor x\" using (note = current_user) with check (n > 1)",
            'create policy "all" on audit_2026_11', "create publication \"News p\" for table audit_2026_11")

        when:
        create(1)

        then:
        lines(OWN, 'audit_2026_12') == lines(OWN, 'audit_2026_11')
        lines(INHERITED, 'audit_2026_12') == lines(INHERITED, 'audit_2026_11')

        and: 'rows of the default partition get in although row security is forced on it'
        target.execute('create table audit_rest partition of audit default', "insert into audit (at, note) values ('2027-01-05', 'x')")
        create(2).consents().size() == 1
        lines(OWN, 'audit_2027_01') == lines(OWN, 'audit_2026_11')
        target.value('select count(*) from audit_2027_01') == 1
    }

    def "an unlogged partition has unlogged successors"() {
        given:
        create()
        target.execute('alter table audit_2026_11 set unlogged')

        expect:
        create(1)
        lines(OWN, 'audit_2026_12') == lines(OWN, 'audit_2026_11')
    }

    def "what a new one does not get is told"() {
        given:
        create()
        target.execute('create unique index own on audit_2026_11 (id, at, n)', 'alter table audit_2026_11 alter column n set not null',
            'alter table audit_2026_11 replica identity using index own',
            'create trigger own after delete on audit_2026_11 for each row execute function seen()',
            'create publication some_rows for table audit_2026_11 where (id > 3)')

        expect:
        create(1).hazards()*.what() == ['public.audit_2026_11 has what new partitions don\'t get: triggers of its own (own), a replica identity by'
            + ' an index of its own, a place in publication some_rows with some of its rows or columns']
    }
}
