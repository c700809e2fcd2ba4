#!/usr/bin/env bash
# 1,000 migration files of one statement each, and one file of 10,000 statements, headless, against a bare JDBC loop that syncs two lines a file.
set -euo pipefail
. "$(dirname "$0")/common.sh"
start_postgres
n=${FILES:-1000}; many=${STATEMENTS:-10000}
mkdir -p "$work/files/migrations" "$work/large"
for i in $(seq -w "$n"); do echo "insert into steps_log values ($((10#$i)));" > "$work/files/migrations/$i.sql"; done
for i in $(seq "$many"); do echo "insert into steps_log values ($i);"; done > "$work/large/large.sql"
cat > "$work/files/files.groovy" <<'G'
runbook('files', 'Many files') { database 'main'; section('s') { step('m') { migrate { files 'migrations/*.sql' } } } }
G
cat > "$work/large/large.groovy" <<'G'
runbook('large', 'One large file') { database 'main'; section('s') { step('m') { migrate { files 'large.sql' } } } }
G
cat > "$work/Loop.java" <<'J'
import java.nio.ByteBuffer; import java.nio.channels.FileChannel; import java.nio.file.*; import java.sql.*;
public class Loop { public static void main(String[] a) throws Exception {
  try (Connection c = DriverManager.getConnection(a[0]); Statement s = c.createStatement();
       FileChannel j = FileChannel.open(Path.of(a[1]), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
    c.setAutoCommit(!a[3].equals("once"));
    for (int i = 0; i < Integer.parseInt(a[2]); i++) {
      if (a[3].equals("each")) { j.write(ByteBuffer.wrap(("start " + i + "\n").getBytes())); j.force(false); }
      s.execute("insert into steps_log values (" + i + ")");
      if (a[3].equals("each")) { j.write(ByteBuffer.wrap(("done " + i + "\n").getBytes())); j.force(false); } }
    if (!c.getAutoCommit()) c.commit(); } } }
J
javac -d "$work" "$work/Loop.java"
driver=$(ls "$root"/target/app/lib/postgresql-*.jar)
reset="psql -qc 'drop schema if exists handrail cascade; drop table if exists steps_log; create table steps_log (step int)' bench 2>/dev/null"
loop() { echo "java -cp $work:$driver Loop 'jdbc:postgresql://127.0.0.1:$PGPORT/bench?user=postgres' $work/journal $1 $2"; }
run() { echo "$handrail run $work/$1/$1.groovy --env bench --database main=$(url bench) --yes changes --no-input --home $work/home"; }
echo "### $n files of one statement each"
interleave --prepare "$reset" "bare JDBC loop with two synced lines a file=$(loop "$n" each)" "handrail=$(run files)"
psql -qAtc 'select count(*) from steps_log' bench | grep -qx "$n" || { echo "the files were not all applied" >&2; exit 1; }
echo "### one file of $many statements"
interleave --prepare "$reset" "bare JDBC loop, one transaction=$(loop "$many" once)" "handrail=$(run large)"
psql -qAtc 'select count(*) from steps_log' bench | grep -qx "$many" || { echo "the statements were not all run" >&2; exit 1; }
