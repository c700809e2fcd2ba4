# Sourced by the benchmarks: a private PostgreSQL on loopback, stopped at the end.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
handrail=$root/shell/handrail
work=$(mktemp -d "${TMPDIR:-/tmp}/handrail-bench.XXXXXX")
chmod 755 "$work"
bin=${PGBIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)}
export PATH=$bin:$PATH PGHOST=127.0.0.1 PGUSER=postgres PGPORT=${BENCH_PGPORT:-54923}
as_server() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; else "$@"; fi; }
url() { echo "postgresql://postgres@127.0.0.1:$PGPORT/$1"; }
interleave() { python3 "$root/src/bench/interleave.py" --rounds "${ROUNDS:-7}" "$@"; }
start_postgres() {
  mkdir "$work/pg"; [ "$(id -u)" != 0 ] || chown nobody "$work/pg"
  as_server initdb -D "$work/pg/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  as_server pg_ctl -D "$work/pg/data" -w -l "$work/pg/log" -o "-p $PGPORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" start >/dev/null
  trap 'as_server pg_ctl -D "$work/pg/data" -m fast -w stop >/dev/null; rm -rf "$work"' EXIT
  createdb bench
}
