#!/bin/sh
# Has PostgreSQL read every statement of a script, and execute none: in a block behind RETURN they are only parsed.
# usage: DATABASE_URL=… validate_sql_syntax.sh SCRIPT
set -eu

rest=${DATABASE_URL#*://}
login=${rest%@*}
place=${rest##*@}
server=${place%%/*}
name=${place#*/}
export PGUSER="${login%%:*}" PGPASSWORD="${login#*:}" PGHOST="${server%%:*}" PGPORT="${server##*:}" PGDATABASE="${name%%\?*}"

{
    echo 'do $read$ begin return;'
    sed -E 's/^(begin|commit);$//I' "$1"
    echo 'end $read$;'
} | psql --no-psqlrc --quiet --set ON_ERROR_STOP=1
echo "$1: no syntax error"
