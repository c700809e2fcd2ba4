#!/usr/bin/env bash
# check of a migration file with 1,000 statements against one with one statement: what a statement costs.
set -euo pipefail
. "$(dirname "$0")/common.sh"
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/one" "$work/many"
book() {
  printf "runbook('%s', 'Check') {\n  database 'main'\n  section('s') {\n    step('m') { migrate { files '*.sql' }; irreversible 'bench' }\n  }\n}\n" "$1"
}
book one > "$work/one/one.groovy"
book many > "$work/many/many.groovy"
statements() {
  for i in $(seq "$1"); do
    case $((i % 8)) in
      0) echo "create table t$i (id bigserial primary key, a int not null, s varchar(20), created timestamptz default now());" ;;
      1) echo "alter table orders add column c$i uuid default gen_random_uuid();" ;;
      2) echo "create index i$i on orders (customer_id, created_at desc) where state <> 'done';" ;;
      3) echo "alter table orders add constraint k$i check (total_cents >= 0 and currency in ('EUR', 'USD')) not valid;" ;;
      4) echo "alter table orders alter column note type varchar($i);" ;;
      5) echo "insert into settings (name, value) values ('n$i', 'it''s; quoted -- text');" ;;
      6) echo "create function f$i() returns int language plpgsql as \$\$ begin return $i; end; \$\$;" ;;
      7) echo "update orders set state = 'new' where id = $i;" ;;
    esac
  done
}
statements 1 > "$work/one/1.sql"
statements "${STATEMENTS:-1000}" > "$work/many/1.sql"
export HANDRAIL_HOME=$work/home
echo "### check, every statement judged"
interleave "one statement=$handrail check $work/one/one.groovy" "${STATEMENTS:-1000} statements=$handrail check $work/many/many.groovy"
