#!/usr/bin/env bash
# Every row of a table of ROWS (500,000) gets a uuid: by handrail's backfill, and by the same keyset batches through one
# psql. Then the application's latency beside each: 200 updates a second by key on the same table. BATCH (10,000) rows
# in a batch. Needs pgbench.
set -euo pipefail
. "$(dirname "$0")/common.sh"
start_postgres
rows=${ROWS:-500000} batch=${BATCH:-10000}
psql -qc "alter system set autovacuum = off" -c "alter system set max_wal_size = '8GB'" -c "alter system set shared_buffers = '512MB'" bench >/dev/null
as_server pg_ctl -D "$work/pg/data" -w -m fast restart -o "-p $PGPORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" >/dev/null
psql -q bench -c "create table seed as select i::bigint id, md5(i::text) name, now() created from generate_series(1, $rows) i" -c 'vacuum analyze seed'
prepare="psql -q -c 'drop table if exists t' -c 'create table t as select *, null::uuid u from seed' -c 'alter table t add primary key (id)' -c 'vacuum analyze t' -c checkpoint bench"
cat > "$work/keyset.sh" <<'X'
last=0; while :; do
  echo "with b as (select id from t where id > $last order by id limit $1), w as (update t set u = gen_random_uuid() from b where t.id = b.id and t.u is null) select coalesce(max(id), -1) from b;"
  read -r last <&3 || exit 1; [ "$last" = -1 ] && break
done; true
X
cat > "$work/psql.sh" <<'X'
f=$(mktemp -u); mkfifo "$f"; exec 3<>"$f"; rm "$f"
bash "$(dirname "$0")/keyset.sh" "$1" | psql -X -q -At -v ON_ERROR_STOP=1 bench >&3
X
mkdir "$work/fill"
echo "runbook('fill') { database 'main'; section('s') { step('b') { backfill { table 't'; set 'u = gen_random_uuid()'; where 'u is null'; batch $batch } } } }" > "$work/fill/fill.groovy"
ours="$handrail run $work/fill/fill.groovy --env bench --database main=$(url bench) --home $work/home --yes changes --no-input >/dev/null 2>&1"
check="test \$(psql -qAtc 'select count(*) from t where u is null' bench) = 0"
if [ "${LATENCY_ONLY:-}" = "" ]; then
  echo "### $rows rows in batches of $batch"
  ROUNDS=${ROUNDS:-3} interleave --prepare "$prepare" \
    "keyset batches through psql=bash $work/psql.sh $batch; $check" \
    "handrail, start-up and plan included=$ours; $check"
fi
printf '\\set i random(1, %d)\nupdate t set name = name where id = :i;\n' "$rows" > "$work/app.sql"
beside() { # NAME COMMAND: latency of the application while COMMAND runs
  bash -c "$prepare"; rm -f "$work"/lat.*
  (cd "$work" && exec pgbench -n -f app.sql -c 4 -j 1 -R 200 -T 3600 --log --log-prefix=lat bench >/dev/null 2>&1) & local app=$!
  psql -qAtc 'select pg_sleep(2)' bench >/dev/null
  local from; from=$(date +%s.%N); bash -c "$2"; local to; to=$(date +%s.%N)
  kill "$app"; wait "$app" 2>/dev/null || true
  cat "$work"/lat.* | python3 -c "
import sys
a, b = $from, $to
v = sorted(int(f[2]) / 1000 for f in (l.split() for l in sys.stdin) if len(f) > 5 and a <= int(f[4]) + int(f[5]) / 1e6 <= b)
q = lambda p: v[min(len(v) - 1, int(p * len(v)))]
print(f'| $1 | {b - a:.1f} | {len(v)} | {q(.5):.2f} | {q(.95):.2f} | {q(.99):.2f} | {v[-1]:.1f} |')"
}
echo; echo "### The application's latency meanwhile, ms with its delay behind schedule"
echo "| beside | s | samples | p50 | p95 | p99 | max |"; echo "|---|---|---|---|---|---|---|"
for _ in $(seq "${LATENCY_ROUNDS:-2}"); do
  beside "nothing" "psql -qAtc 'select pg_sleep(10)' bench >/dev/null"
  beside "psql" "bash $work/psql.sh $batch"
  beside "handrail" "$ours"
done
