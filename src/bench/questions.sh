#!/usr/bin/env bash
# 1,000 SQL checks of one step, headless, against psql running the same queries from one file; both beyond their start.
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
book "$n" > "$work/many/checks.groovy"
book 1 > "$work/one/checks.groovy"
for i in $(seq "$n"); do echo "select count(*) from users where id >= 0 and $i > 0;"; done > "$work/checks.sql"
echo 'select 1' > "$work/one.sql"
runs="--env bench --database main=$(url bench) --yes reads --no-input --home $work/home"
echo "### $n SQL checks"
"$handrail" run "$work/many/checks.groovy" $runs >"$work/first" 2>&1 || { tail "$work/first" >&2; exit 1; } # what is read once is read now
"$handrail" run "$work/one/checks.groovy" $runs >/dev/null 2>&1
interleave \
  "psql, one query=psql -qAt -f $work/one.sql bench" \
  "psql, $n queries in one file=psql -qAt -f $work/checks.sql bench" \
  "handrail, 1 check=$handrail run $work/one/checks.groovy $runs" \
  "handrail, $n checks=$handrail run $work/many/checks.groovy $runs"
