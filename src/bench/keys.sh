#!/usr/bin/env bash
# A key at a question: from writing it into a pseudo terminal to its echo, and to the decision in the journal, a hundred
# times. Needs a built checkout and python3; about a minute.
set -euo pipefail
. "$(dirname "$0")/common.sh"
trap 'rm -rf "$work"' EXIT
{
  echo "runbook('keys', 'A hundred questions') {"
  echo "  section('only') {"
  for i in $(seq "${KEYS:-100}"); do echo "    step('s$i') { command 'true'; rollback { command 'true' } }"; done
  echo "  }"
  echo "}"
} > "$work/keys.groovy"
HANDRAIL_KEY_DELAY=0s python3 "$root/src/bench/keys.py" "$work/home" "$handrail" run "$work/keys.groovy" --home "$work/home"
