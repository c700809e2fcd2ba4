#!/usr/bin/env bash
# A cache flushed and warmed: handrail against a Lua SCAN+UNLINK loop, and against psql | awk | redis-cli --pipe.
# KEYS=200000 ROUNDS=3 src/bench/cache.sh [flush|warm|stall]; without a word all three. Needs redis-server and redis-cli.
set -euo pipefail
. "$(dirname "$0")/common.sh"
n=${KEYS:-200000} others=$((${KEYS:-200000} / 10)) part=${1:-all}
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export PGPORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
start_postgres
redis-server --bind 127.0.0.1 --port "$port" --save '' --appendonly no --daemonize yes --dir "$work" --logfile "$work/redis.log" >/dev/null
stop() { redis-cli -p "$port" shutdown nosave >/dev/null 2>&1 || true; as_server pg_ctl -D "$work/pg/data" -m fast -w stop >/dev/null; rm -rf "$work"; }
trap stop EXIT
export HANDRAIL_HOME=$work/home; mkdir -m 700 "$HANDRAIL_HOME"
cat > "$work/flush.groovy" <<'G'
runbook('flush') {
  cache 'permissions'
  section('cache') { step('flush') { flush { keys 'perm:*' } } }
}
G
cat > "$work/warm.groovy" <<'G'
runbook('warm') {
  database 'main'
  cache 'permissions'
  section('cache') { step('warm') { warm {
    from "select id, json_build_object('id', id, 'role', role, 'tok', tok)::text as body from perm"
    key 'perm:user:{id}'; value '{body}'; ttl '1h' } } }
}
G
cat > "$work/loop.py" <<'P'
import socket, sys
s = socket.create_connection(("127.0.0.1", int(sys.argv[1]))); f = s.makefile("rb")
def call(*a):
    s.sendall(b"*%d\r\n" % len(a) + b"".join(b"$%d\r\n%s\r\n" % (len(x), x) for x in a))
    head = f.readline()
    if head[:1] == b"-": sys.exit(head.decode())
    return f.read(int(head[1:]) + 2)[:-2]
step = b"""local r = redis.call('SCAN', ARGV[1], 'MATCH', ARGV[2], 'COUNT', 1000)
if #r[2] > 0 then redis.call('UNLINK', unpack(r[2])) end return r[1]"""
sha, cursor = call(b"SCRIPT", b"LOAD", step), b"0"
while True:
    cursor = call(b"EVALSHA", sha, b"0", cursor, b"perm:*")
    if cursor == b"0": break
P
cat > "$work/stall.py" <<'P'
import socket, subprocess, sys, time
s = socket.create_connection(("127.0.0.1", int(sys.argv[1]))); s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
p = subprocess.Popen(sys.argv[2], shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); seen = []; extra = 50
while extra:
    extra -= p.poll() is not None
    t = time.perf_counter(); s.sendall(b"PING\r\n"); s.recv(64); seen.append((time.perf_counter() - t) * 1000); time.sleep(.001)
seen.sort(); print("stall of another client, ms: p99 %.2f, worst %.2f" % (seen[int(.99 * (len(seen) - 1))], seen[-1]))
P
cat > "$work/parts.py" <<'P'
import datetime, json, sys
begin, end = (int(t) / 1e9 for t in sys.argv[1:3]); at = {}
for line in open(sys.argv[3]):
    e = json.loads(line); at.setdefault(e["type"], datetime.datetime.fromisoformat(e["at"].replace("Z", "+00:00")).timestamp())
marks = [begin] + [at[t] for t in ("run.started", "step.planned", "effect.started", "effect.finished", "run.finished")] + [end]
names = ("start", "plan", "its question", "the warm itself", "the run's end", "exit")
print("one more, by its journal, ms: " + ", ".join("%s %d" % (n, (b - a) * 1000) for n, a, b in zip(names, marks, marks[1:])))
P
python3 - "$work" "$n" "$others" <<'P'
import sys
with open(sys.argv[1] + "/keys.resp", "w") as f, open(sys.argv[1] + "/warm.resp", "w") as w:
    put = lambda f, *a: f.write("*%d\r\n" % len(a) + "".join("$%d\r\n%s\r\n" % (len(x), x) for x in a))
    for i in range(int(sys.argv[2])):
        put(f, "SET", f"perm:user:{i}", f'{{"id":{i},"role":"r{i % 10}"}}')
        put(w, "SETEX", f"perm:user:{i}", "3600", f'{{"id" : {i}, "role" : "r{i % 10}", "tok" : "{"0" * 32}"}}')
    for i in range(int(sys.argv[3])): put(f, "SET", f"sess:{i}", "x" * 20)
P
pipe="redis-cli -p $port --pipe"
bound="--cache permissions=redis://127.0.0.1:$port/0 --database main=$(url bench)"
flush="$handrail run $work/flush.groovy $bound --yes changes"
warm="$handrail run $work/warm.groovy $bound --yes changes"
fill="redis-cli -p $port flushall sync && $pipe < $work/keys.resp"
left() { [ "$(redis-cli -p "$port" dbsize)" = "$1" ] || { echo "$(redis-cli -p "$port" dbsize) keys are left where $1 are meant" >&2; exit 1; }; }
if [ "$part" != warm ]; then
  eval "$fill" >/dev/null; $flush >/dev/null 2>&1; left "$others"
fi
if [ "$part" = flush ] || [ "$part" = all ]; then
  echo; echo "flush of $n of $((n + others)) keys"
  interleave --prepare "$fill" "Lua SCAN+UNLINK loop=python3 $work/loop.py $port" "handrail=$flush"
fi
if [ "$part" = stall ] || [ "$part" = all ]; then
  eval "$fill" >/dev/null; echo "handrail: $(python3 "$work/stall.py" "$port" "$flush")"
  eval "$fill" >/dev/null; echo "Lua loop: $(python3 "$work/stall.py" "$port" "python3 $work/loop.py $port")"
fi
if [ "$part" = warm ] || [ "$part" = all ]; then
  psql -q -d bench -c "create table perm as select i::bigint id, 'r' || i % 10 as role, md5(i::text) tok from generate_series(1, $n) i" -c 'vacuum analyze perm'
  query="select id, json_build_object('id', id, 'role', role, 'tok', tok)::text from perm"
  awk="awk -F'\\t' '{k=\"perm:user:\" \$1; printf \"*4\\r\\n\$5\\r\\nSETEX\\r\\n\$%d\\r\\n%s\\r\\n\$4\\r\\n3600\\r\\n\$%d\\r\\n%s\\r\\n\", length(k), k, length(\$2), \$2}'"
  redis-cli -p "$port" flushall sync >/dev/null; $warm >/dev/null 2>&1; left "$n"
  echo; echo "warm of $n keys"
  interleave --prepare "redis-cli -p $port flushall sync" \
    "psql, awk, redis-cli --pipe=psql -X -q -d bench -c \"copy ($query) to stdout\" | LC_ALL=C $awk | $pipe" \
    "redis-cli --pipe from a ready file=$pipe < $work/warm.resp" "handrail=$warm"
  redis-cli -p "$port" flushall sync >/dev/null
  begin=$(date +%s%N); $warm >/dev/null 2>&1; end=$(date +%s%N)
  python3 "$work/parts.py" "$begin" "$end" "$(ls -t "$HANDRAIL_HOME"/runs/*/journal.jsonl | head -1)"
fi
