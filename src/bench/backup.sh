#!/usr/bin/env bash
# A database of about GB gigabytes (2): dumped and proven by handrail, against PostgreSQL's own programs alone.
# Prints the commands' times, then the parts of handrail's (its manifests keep them) against the program that does the
# same part. With RESTORE=1 also `verify restored`, whose `read` hashes every byte again while the scratch database is
# dropped. Needs about 4 times GB of free disk. GB=0 takes a few megabytes: to see that it works.
set -euo pipefail
. "$(dirname "$0")/common.sh"
start_postgres
gb=${GB:-2}
psql -qc "alter system set autovacuum = off" -c "alter system set max_wal_size = '8GB'" -c "select pg_reload_conf()" bench >/dev/null
pgbench -i -q -I dtgp -s $((gb > 0 ? gb * 50 : 1)) bench 2>/dev/null
psql -qv ON_ERROR_STOP=1 bench <<X
create table doc (id bigint primary key, kind text, body jsonb, note text);
insert into doc select i, (array['order','invoice','audit','user'])[1 + i % 4],
  jsonb_build_object('id', i, 'sku', md5(i::text), 'tags', jsonb_build_array('t' || i % 7, 't' || i % 11),
                     'total', (i % 100000) / 100.0, 'ok', i % 3 = 0),
  repeat(md5((i * 7)::text) || ' ', 4) from generate_series(1, $((gb > 0 ? gb * 500000 : 1000))) i;
create index on doc using gin (body jsonb_path_ops);
do \$\$ begin for i in 1..300 loop
  execute format('create table small_%s (id int primary key, v text)', i);
  execute format('insert into small_%s select g, md5(g::text) from generate_series(1, 200) g', i);
end loop; end \$\$;
X
psql -qc 'vacuum analyze' -c checkpoint bench
book() {
  mkdir -p "$work/$1"
  echo "runbook('$1') { database 'main'; section('s') { step('b') { backup { $2 } } } }" > "$work/$1/$1.groovy"
  echo "$handrail run $work/$1/$1.groovy --env bench --database main=$(url bench) --yes changes --no-input --home $work/home-$1"
}
pg_dump -Fd -j2 -Z1 -f "$work/kept" bench
prepare="rm -rf $work/dump $work/home-*/backups/*; psql -qc 'drop database if exists again' -c 'create database again template template0' -c checkpoint postgres"
last() { echo "mkdir -p $work/ms; cat $work/home-$1/backups/*/manifest.json >> $work/ms/$1; echo >> $work/ms/$1"; }
echo "### A database of $(psql -qAtc 'select pg_size_pretty(pg_database_size(current_database()))' bench), dumped and proven"
interleave --prepare "$prepare" \
  "pg_dump -Fd -j2 -Z1=pg_dump -Fd -j2 -Z1 -f $work/dump bench" \
  "pg_restore -f /dev/null=pg_restore -f /dev/null $work/kept" \
  "handrail, verify read=$(book read 'verify read'); $(last read)" \
  ${RESTORE:+"pg_restore -j2 --exit-on-error=pg_restore -j2 --exit-on-error -d again $work/kept"} \
  ${RESTORE:+"handrail, verify restored=$(book restored 'verify restored'); $(last restored)"} | tee "$work/table"
python3 - "$work" <<'P'
import json, os, statistics, sys
work = sys.argv[1]
wall = {}
for line in open(work + "/table"):
    cells = [c.strip() for c in line.split("|")]
    if len(cells) > 5 and cells[2][:1].isdigit():
        wall[cells[1]] = float(cells[2].split()[0])
print("\n| part of handrail's | s | against | ratio |\n|---|---|---|---|")
for book, parts, program in (("read", ["dump"], "pg_dump -Fd -j2 -Z1"), ("read", ["read"], "pg_restore -f /dev/null"),
                             ("read", ["dump", "read"], "pg_dump -Fd -j2 -Z1"),
                             ("restored", ["restored"], "pg_restore -j2 --exit-on-error"),
                             ("restored", ["restored", "read"], "pg_restore -j2 --exit-on-error")):
    if os.path.exists(work + "/ms/" + book):
        runs = [json.loads(line) for line in open(work + "/ms/" + book) if line.strip()][1:]
        assert all(run["rows"]["public.doc"] > 0 for run in runs)
        seconds = statistics.median(sum(run["ms"][part] for part in parts) for run in runs) / 1000
        against = wall[program] + (wall["pg_restore -f /dev/null"] if parts == ["dump", "read"] else 0)
        also = " and pg_restore -f /dev/null" if parts == ["dump", "read"] else ""
        print("| %s (`verify %s`) | %.3f | %s%s | %.2f |" % (" + ".join(parts), book, seconds, program, also, seconds / against))
P
