#!/usr/bin/env bash
# The author's waits: the first load of a runbook of 200 lines, the same from the cache of compiled runbooks, and check of
# 100 runbooks of 60 lines. Needs no server. ROUNDS=5 src/bench/author.sh
set -euo pipefail
. "$(dirname "$0")/common.sh"
trap 'rm -rf "$work"' EXIT
book() { # name, steps
  printf "language 1\n\nrunbook('%s', 'Of %s steps') {\n  database 'main'\n  cache 'keys'\n  service 'api'\n" "$1" "$2"
  for i in $(seq "$2"); do
    printf "  section('s%s', 'Section %s') {\n    step('a', 'Change') {\n      note 'What %s does.'\n" "$i" "$i" "$i"
    printf "      backfill { table 't%s'; set 'a = 1'; where 'a is null'; batch 1_000 }\n" "$i"
    printf "      check('none left') { sql 'select count(*) from t%s where a is null'; expect 0 }\n" "$i"
    printf "      rollback { sql 'update t%s set a = null where a = 1' }\n    }\n" "$i"
    printf "    step('b', 'Ask') { check('up') { http '/health/%s'; expect status(200) } }\n  }\n" "$i"
  done
  printf "}\n"
}
mkdir -p "$work/big" "$work/many"
book big 20 > "$work/big/big.groovy"
for n in $(seq "${RUNBOOKS:-100}"); do book "b$n" 6 > "$work/many/b$n.groovy"; done
# As a user has it: with the archive of classes that the first call makes in the background, unless CI says not to.
unset CI
$handrail runs --home "$work/warm" > /dev/null
for _ in $(seq 120); do pgrep -f -- "handrail.jar --train" > /dev/null || break; sleep 1; done
echo "### a runbook of $(wc -l < "$work/big/big.groovy") lines"
mkdir -p "$work/warm"
$handrail check "$work/big" --home "$work/warm" > /dev/null
interleave "first load=rm -rf $work/cold; $handrail check $work/big --home $work/cold" "from the cache=$handrail check $work/big --home $work/warm"
echo "### ${RUNBOOKS:-100} runbooks of $(wc -l < "$work/many/b1.groovy") lines"
$handrail check "$work/many" --home "$work/warm" > /dev/null
ROUNDS=${FEW:-2} interleave "first=rm -rf $work/cold; $handrail check $work/many --home $work/cold" "from the cache=$handrail check $work/many --home $work/warm"
