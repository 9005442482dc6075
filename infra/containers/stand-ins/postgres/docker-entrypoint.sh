#!/bin/bash
# As much of what the project's own image does as Atelier relies on: a server for the database alone first,
# which no network reaches, and then the real one. So it says twice that it is ready.
set -euo pipefail

if [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA"
    chown -R postgres "$PGDATA"
    exec setpriv --reuid=postgres --regid=postgres --init-groups "${BASH_SOURCE[0]}" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    mkdir -p "$PGDATA"
    chmod 700 "$PGDATA"
    user=${POSTGRES_USER:-postgres}
    database=${POSTGRES_DB:-$user}
    password=${POSTGRES_PASSWORD:-$(<"$POSTGRES_PASSWORD_FILE")}
    # shellcheck disable=SC2086
    initdb --pgdata="$PGDATA" --username="$user" --pwfile=<(printf '%s\n' "$password") \
        ${POSTGRES_INITDB_ARGS:-}
    printf 'host all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
    [ "$database" = postgres ] ||
        printf 'CREATE DATABASE "%s"\n' "$database" | postgres --single -D "$PGDATA" postgres
    pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -k /tmp" -w start
    pg_ctl -D "$PGDATA" -m fast -w stop
fi
exec "$@" -c listen_addresses='*' -k /tmp
