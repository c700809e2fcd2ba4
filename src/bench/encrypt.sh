#!/usr/bin/env bash
# A database of about MB megabytes (1000): dumped without compression, encrypted and opened again by handrail, with the
# age program and by itself, against the age program and OpenSSL alone doing the same work. Prints the commands' times,
# then how much of handrail's went into encryption (its manifests keep it). Needs age and about 6 times MB of free disk.
set -euo pipefail
. "$(dirname "$0")/common.sh"
start_postgres
psql -qc "alter system set autovacuum = off" -c "alter system set max_wal_size = '8GB'" -c "select pg_reload_conf()" bench >/dev/null
for part in 1 2 3; do
  psql -qv ON_ERROR_STOP=1 bench <<SQL
create table doc_$part (id int, note text);
insert into doc_$part select i, repeat(md5(i::text || '$part'), 31) from generate_series(1, ${MB:-1000} * 1000 / 3) i;
SQL
done
psql -qc checkpoint bench
mkdir -p "$work/home" "$work/passed-over"
age-keygen -o "$work/key" 2>/dev/null
recipient=$(age-keygen -y "$work/key")
printf '#!/bin/sh\necho 0.1.0\n' > "$work/passed-over/age"; chmod +x "$work/passed-over/age"
cat > "$work/handrail.yml" <<Y
environments:
  bench:
    databases: { main: { connect: "$(url bench)" } }
    secrets: { backup-key: "file:$work/key" }
Y
echo "runbook('sealed') { database 'main'; section('s') { step('b') {
  backup { compress 'none'; jobs 2; encrypt '$recipient'; identity secret('backup-key') } } } }" > "$work/sealed.groovy"
run() { echo "cd $work && $1 $handrail run $work/sealed.groovy --env bench --home $work/home --yes changes --no-input --wait-lock 10s"; }
last() { echo "cat $work/home/backups/*/manifest.json >> $work/$1.json; echo >> $work/$1.json"; }
pg_dump -Fd -j2 -Z0 -f "$work/kept" bench
bytes=$(du -cb "$work"/kept/* | tail -1 | cut -f1)
cat > "$work/alone" <<S
set -e
one() { age -r $recipient -o "\$1.age" "\$1"; sync "\$1.age"; openssl dgst -sha256 "\$1.age"; age -d -i $work/key "\$1.age" | openssl dgst -sha256; }
for file in $work/kept/*; do one "\$file" & [ \$(jobs -rp | wc -l) -lt 2 ] || wait -n; done
wait
S
echo "### $((bytes / 1000000)) MB in 4 files, encrypted to one recipient, synced, hashed, opened again and hashed"
interleave --prepare "rm -rf $work/kept/*.age $work/home/backups/*; sync; psql -qc checkpoint postgres" \
  "age and openssl alone=bash $work/alone" \
  "handrail, with age=$(run ""); $(last with)" \
  "handrail, without=$(run "env PATH=$work/passed-over:$PATH"); $(last without)" | tee "$work/table"
python3 - "$work" "$bytes" <<'P'
import json, statistics, sys
work, size = sys.argv[1], int(sys.argv[2]) / 1e6
alone = [l for l in open(work + "/table") if l.startswith("| age")][0].split("|")[2]
alone = float(alone.split()[0])
print("\n| encryption with its proof | s | MB/s | ratio |\n|---|---|---|---|")
print("| age and openssl alone | %.2f | %.0f | 1.00 |" % (alone, size / alone))
for which in ("with", "without"):
    runs = [json.loads(line) for line in open(work + "/" + which + ".json") if line.strip()][1:]
    seconds = statistics.median(run["ms"]["encrypted"] for run in runs) / 1000
    print("| handrail, %s age | %.2f | %.0f | %.2f |" % (which, seconds, size / seconds, seconds / alone))
P
