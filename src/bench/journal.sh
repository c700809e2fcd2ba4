#!/usr/bin/env bash
# The journal by itself: what a record costs beyond its sync, and how long 200,000 records take to verify.
set -euo pipefail
. "$(dirname "$0")/common.sh"
n=${RECORDS:-200000}
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/src"
cat > "$work/src/Fill.java" <<'J'
import dev.handrail.journal.*; import dev.handrail.text.Redactor; import java.nio.file.*; import java.time.Clock; import java.util.*;
public class Fill { public static void main(String[] a) throws Exception {
  int n = Integer.parseInt(a[1]); Journal j = Journal.create(Path.of(a[0], "runs", "big"), "big", Clock.systemUTC(), new Redactor());
  j.append(new Event.RunStarted("big", "Big", "f", "d", Map.of(), "bench", Map.of(), Map.of(), Map.of(), "ana", "box", "1", null, null), true);
  long begin = System.nanoTime(); Map<String, String> facts = Map.of("pid", "4711", "xid", "815", "title", "insert into steps_log values");
  for (int i = 1; i < n; i += 2) { String step = "s/n" + i;
    j.append(new Event.EffectStarted(step, "forward", 1, "0123456789abcdef", "sql", "database", "main", "transactional", facts), false);
    j.append(new Event.EffectFinished(step, "forward", 1, "0123456789abcdef", "sql", "done", Map.of("rows", 1L), facts, null, 1), false); }
  System.out.printf("%.1f microseconds a record without its sync, %d MB%n", (System.nanoTime() - begin) / 1e3 / n,
    Files.size(j.folder().resolve(Journal.FILE)) >> 20); j.close(); } }
J
lib="$root/target/app/handrail.jar:$root/target/app/lib/*"
javac -cp "$lib" -d "$work/src" "$work/src/Fill.java"
mkdir -m 700 "$work/home"
java -cp "$work/src:$lib" Fill "$work/home" "$n"
interleave "verify $n records=$handrail verify big --home $work/home"
