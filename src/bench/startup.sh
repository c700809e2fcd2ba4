#!/usr/bin/env bash
# Start-up: --version against a JVM's hello world, a one-step run against flyway with nothing to do, the REPL's prompt
# against jshell's. Needs a built checkout, PostgreSQL's server binaries, and FLYWAY (the official archive's launcher)
# for the second table; without it that peer is left out and named.
set -euo pipefail
. "$(dirname "$0")/common.sh"
start_postgres

mkdir -p "$work/hello"
cat > "$work/hello/Hello.java" <<'J'
public class Hello { public static void main(String[] a) { System.out.println("hello"); } }
J
javac -d "$work/hello" "$work/hello/Hello.java"
echo "### \`--version\` against a JVM's hello world"
interleave "java hello=java -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $work/hello Hello" \
  "java hello, no options=java -cp $work/hello Hello" \
  "handrail --version=$handrail --version"

mkdir -p "$work/one/sql"
echo "create table if not exists one_step (i int);" > "$work/one/sql/V1__one.sql"
cat > "$work/one/one.groovy" <<'G'
runbook('one', 'One step') {
  database 'main'
  section('only') {
    step('one') { sql 'insert into one_step values (1)'; rollback { sql 'delete from one_step' } }
  }
}
G
psql -qc 'create table if not exists one_step (i int)' bench
run="$handrail run $work/one/one.groovy --env bench --database main=$(url bench) --yes changes --no-input --home $work/home"
peers=("handrail, one step=$run")
if [ -n "${FLYWAY:-}" ]; then
  export REDGATE_DISABLE_TELEMETRY=true
  flyway="$FLYWAY -url=jdbc:postgresql://127.0.0.1:$PGPORT/bench -user=postgres -password=x -baselineOnMigrate=true -locations=filesystem:$work/one/sql"
  $flyway migrate >/dev/null
  peers=("flyway migrate, up to date=$flyway migrate" "${peers[@]}")
else
  echo "(FLYWAY is not set: no peer)"
fi
echo; echo "### A headless run of one step against a running PostgreSQL, runbook unchanged since last time"
interleave "${peers[@]}"

echo; echo "### Time to the prompt"
interleave "jshell@jshell>=jshell" "handrail@handrail.*> =$handrail --home $work/home"
