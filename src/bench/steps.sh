#!/usr/bin/env bash
# 1,000 steps of one insert each, headless, against a bare JDBC loop that syncs two lines a step.
set -euo pipefail
. "$(dirname "$0")/common.sh"
start_postgres
n=${STEPS:-1000}
mkdir -p "$work/steps"
{
  echo "runbook('steps', '$n steps') {"; echo "  database 'main'"; echo "  section('s') {"
  for i in $(seq "$n"); do
    echo "    step('n$i') { sql 'insert into steps_log values ($i)'; rollback { sql 'delete from steps_log where step = $i' } }"
  done
  echo "  }"; echo "}"
} > "$work/steps/steps.groovy"
cat > "$work/steps/Loop.java" <<'J'
import java.nio.ByteBuffer; import java.nio.channels.FileChannel; import java.nio.file.*; import java.sql.*;
public class Loop { public static void main(String[] a) throws Exception {
  try (Connection c = DriverManager.getConnection(a[0]); Statement s = c.createStatement();
       FileChannel j = FileChannel.open(Path.of(a[1]), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
    for (int i = 0; i < Integer.parseInt(a[2]); i++) {
      j.write(ByteBuffer.wrap(("start " + i + "\n").getBytes())); j.force(false);
      s.execute("insert into steps_log values (" + i + ")");
      j.write(ByteBuffer.wrap(("done " + i + "\n").getBytes())); j.force(false); } } } }
J
javac -d "$work/steps" "$work/steps/Loop.java"
driver=$(ls "$root"/target/app/lib/postgresql-*.jar)
reset="psql -qc 'drop table if exists steps_log; create table steps_log (step int)' bench"
echo "### $n steps of one insert each"
interleave --prepare "$reset" \
  "bare JDBC loop with two synced lines a step=java -cp $work/steps:$driver Loop 'jdbc:postgresql://127.0.0.1:$PGPORT/bench?user=postgres' $work/steps/journal $n" \
  "handrail=$handrail run $work/steps/steps.groovy --env bench --database main=$(url bench) --yes changes --no-input --home $work/home"
psql -qAtc 'select count(*) from steps_log' bench | grep -qx "$n" || { echo "the steps were not all done" >&2; exit 1; }
