#!/usr/bin/env bash
# 1,000 SQL checks of one step, headless, against psql with the same queries in one file and against pgTAP through pg_prove; each
# beside its own start: a file or a runbook that asks one thing.
set -euo pipefail
. "$(dirname "$0")/common.sh"
start_postgres
n=${CHECKS:-1000}
psql -qc "create table users as select i as id, 'u' || i as name from generate_series(1, 100) i" bench
mkdir -p "$work/many" "$work/one"
book() {
  echo "runbook('checks', '$1 checks') {"; echo "  database 'main'"; echo "  section('s') {"; echo "    step('all') {"
  for i in $(seq "$1"); do
    echo "      check('users $i') { sql 'select count(*) from users where id >= 0 and $i > 0'; expect 100 }"
  done
  echo "    }"; echo "  }"; echo "}"
}
# A test of pgTAP as its manual has it: a plan, one assertion a query, everything rolled back.
tap() {
  echo '\set QUIET 1'; echo '\set ON_ERROR_STOP 1'; echo '\pset format unaligned'; echo '\pset tuples_only true'; echo '\pset pager off'
  echo "begin;"; echo "select plan($1);"
  for i in $(seq "$1"); do
    echo "select is((select count(*) from users where id >= 0 and $i > 0), 100::bigint, 'users $i');"
  done
  echo "select * from finish();"; echo "rollback;"
}
book "$n" > "$work/many/checks.groovy"
book 1 > "$work/one/checks.groovy"
for i in $(seq "$n"); do echo "select count(*) from users where id >= 0 and $i > 0;"; done > "$work/checks.sql"
echo 'select 1' > "$work/one.sql"
cases=(
  "psql, one query=psql -qAt -f $work/one.sql bench"
  "psql, $n queries in one file=psql -qAt -f $work/checks.sql bench"
)
if command -v pg_prove >/dev/null && psql -qc 'create extension pgtap' bench 2>/dev/null; then
  tap "$n" > "$work/many.tap.sql"
  tap 1 > "$work/one.tap.sql"
  cases+=(
    "pg_prove, 1 assertion=pg_prove -q -d bench $work/one.tap.sql"
    "pg_prove, $n assertions in one file=pg_prove -q -d bench $work/many.tap.sql"
  )
else
  echo "pgTAP is left out: apt-get install postgresql-15-pgtap libtap-parser-sourcehandler-pgtap-perl" >&2
fi
runs="--env bench --database main=$(url bench) --yes reads --no-input --home $work/home"
echo "### $n SQL checks"
"$handrail" run "$work/many/checks.groovy" $runs >"$work/first" 2>&1 || { tail "$work/first" >&2; exit 1; } # what is read once is read now
"$handrail" run "$work/one/checks.groovy" $runs >/dev/null 2>&1
interleave "${cases[@]}" \
  "handrail, 1 check=$handrail run $work/one/checks.groovy $runs" \
  "handrail, $n checks=$handrail run $work/many/checks.groovy $runs"
