#!/usr/bin/env bash
# The report of a run of 1,000 steps with a check each, in every form, each command whole; and how large the page is.
set -euo pipefail
. "$(dirname "$0")/common.sh"
start_postgres
n=${STEPS:-1000}
psql -qc "create table users as select i as id, 'u' || i as name from generate_series(1, 100) i" bench
{
  echo "runbook('steps', '$n steps') {"; echo "  database 'main'"; echo "  section('s') {"
  for i in $(seq "$n"); do
    echo "    step('n$i') { check('users $i') { sql 'select count(*) from users where id >= 0 and $i > 0'; expect 100 } }"
  done
  echo "  }"; echo "}"
} > "$work/steps.groovy"
"$handrail" run "$work/steps.groovy" --env bench --database main="$(url bench)" --yes reads --no-input --home "$work/home" \
  --id run >"$work/first" 2>&1 || { tail "$work/first" >&2; exit 1; }
report="$handrail report run --home $work/home --format"
echo "### the report of $n steps"
interleave \
  "handrail --version=$handrail --version" \
  "handrail report, Markdown=$report md" \
  "handrail report, HTML=$report html" \
  "handrail report, JSON=$report json"
echo "HTML: $($report html | wc -c) bytes"
