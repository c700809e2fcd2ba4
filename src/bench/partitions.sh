#!/usr/bin/env bash
# 1,000 monthly partitions with two indexes, against psql that makes each apart and attaches it, statement by statement;
# the strongest lock on the table meanwhile; and what a plan costs beside 5,000 partitions.
set -euo pipefail
. "$(dirname "$0")/common.sh"
start_postgres
n=${PARTITIONS:-1000}
there=${THERE:-5000}
mkdir -p "$work/partitions"
cat > "$work/partitions/ev.groovy" <<G
runbook('ev', 'Partitions') {
  database 'main'
  section('s') { step('p') { partition { table 'ev'; by month; ahead $((n - 1)) } } }
}
G
month="date_trunc('month', now() at time zone 'utc')"
each="select format('create table ev_%1\$s (like ev including defaults, check (at is not null and at >= %2\$L and at < %3\$L)); alter table ev attach partition ev_%1\$s for values from (%2\$L) to (%3\$L);',
  to_char(m, 'yyyy_mm'), m || '+00', m + interval '1 month' || '+00') from generate_series(0, $n - 1) i, lateral (select $month + i * interval '1 month' as m) x"
psql -qAtc "$each" bench | sed 's/; alter/;\nalter/' > "$work/partitions/attach.sql"
reset="psql -qc 'set client_min_messages to warning; drop table if exists ev; create table ev (id bigint, at timestamptz not null, k text, v jsonb) partition by range (at); create index on ev (at); create index on ev (k); drop schema if exists handrail cascade' bench"
run="$handrail run $work/partitions/ev.groovy --env bench --database main=$(url bench) --yes changes --no-input --home $work/home"
echo "### $n monthly partitions, two indexes"
# a transaction drops at most as many tables as it can lock
reset="psql -qAtc \"select 'drop table ' || inhrelid::regclass || ';' from pg_inherits where inhparent = to_regclass('ev')\" bench | psql -q bench; $reset"
interleave --prepare "$reset" \
  "psql, like + attach, statement by statement=psql -X -q -v ON_ERROR_STOP=1 -f $work/partitions/attach.sql bench" \
  "handrail=$run"
psql -qAtc "select count(*) from pg_inherits where inhparent = 'ev'::regclass" bench | grep -qx "$n" || { echo "not all partitions are there" >&2; exit 1; }

echo "### the strongest lock on the table while handrail creates them, looked at every 2 ms"
bash -c "$reset"
psql -qc 'create table if not exists over (); create table if not exists seen (mode text, ms numeric)' bench
psql -qc "do \$\$ declare t oid := 'ev'::regclass; since timestamptz; longest interval := '0'; strong text; begin
  while not exists (select from pg_stat_activity where application_name = 'over') loop
    perform pg_sleep(0.002); perform pg_stat_clear_snapshot();
    select max(mode) into strong from pg_locks where relation = t and granted and mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock');
    if strong is null then since := null; else since := coalesce(since, clock_timestamp()); longest := greatest(longest, clock_timestamp() - since); end if;
  end loop;
  insert into seen values ('stronger than ShareUpdateExclusive', extract(milliseconds from longest)); end \$\$" bench &
sampler=$!
$run > "$work/partitions/out" 2>&1 || { cat "$work/partitions/out"; exit 1; }
PGAPPNAME=over psql -qAtc 'select pg_sleep(0.5)' bench > /dev/null
wait $sampler
psql -qAtc "select mode || ': ' || round(ms, 1) || ' ms at the longest' from seen" bench

echo "### a plan beside $there partitions"
for i in $(seq 0 499 $((there - 1))); do
  psql -qc "do \$\$ begin for i in $i..least($i + 498, $there - 1) loop execute format('create table many_%s partition of many for values from (%L) to (%L)', i, date '2026-01-01' + i, date '2026-01-02' + i); end loop; end \$\$" bench 2>/dev/null \
    || { psql -qc 'create table many (at date not null) partition by range (at)' bench; psql -qc "do \$\$ begin for i in $i..least($i + 498, $there - 1) loop execute format('create table many_%s partition of many for values from (%L) to (%L)', i, date '2026-01-01' + i, date '2026-01-02' + i); end loop; end \$\$" bench; }
done
psql -qc 'create table few (at date not null) partition by range (at)' bench
for t in many few; do
  echo "runbook('$t', 'Partitions') { database 'main'; section('s') { step('p') { partition { table '$t'; by day; ahead 5 } } } }" > "$work/partitions/$t.groovy"
done
interleave "a table without any=$handrail plan $work/partitions/few.groovy --env bench --database main=$(url bench) --home $work/home" \
  "a table with $there=$handrail plan $work/partitions/many.groovy --env bench --database main=$(url bench) --home $work/home"
