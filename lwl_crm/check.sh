#!/bin/sh
# `make check`: everything but the tests. Runs every check, also after one that fails, and names those.
set -u
cd "$(dirname "$0")/.."

PYTHON=.venv/bin/python
failed=""

check() {
    name=$1
    shift
    echo "- $name"
    "$@" || failed="$failed, $name"
}

# As on a server, with secrets that serve nothing.
as_on_a_server() {
    LOCAL=0 DEBUG=0 BEHIND_PROXY=1 ALLOWED_HOSTS=werkgevers.example SECRET_KEY="$(random_text)" "$@"
}

random_text() {
    $PYTHON -c 'import secrets; print(secrets.token_urlsafe(60))'
}

lockfiles_name_no_registry() {
    ! grep -n '"resolved"' package-lock.json &&
        ! grep -nE '^ *(-i|-f|--(index-url|extra-index-url|find-links|trusted-host))' requirements*.txt
}

compose_is_valid() {
    SECRET_KEY=geheim POSTGRES_PASSWORD=geheim ALLOWED_HOSTS=werkgevers.example \
        SITE_URL=https://werkgevers.example docker compose config --quiet
}

check "ruff check" $PYTHON -m ruff check .
check "ruff format" $PYTHON -m ruff format --check .
check "djlint" $PYTHON -m djlint --lint --quiet templates
check "migraties" $PYTHON manage.py makemigrations --check --dry-run
check "instellingen van een server" as_on_a_server $PYTHON -W error manage.py check --deploy --fail-level WARNING
check "lockfiles" lockfiles_name_no_registry
if docker compose version >/dev/null 2>&1; then
    check "docker-compose.yml" compose_is_valid
fi

if [ -n "$failed" ]; then
    echo "Niet in orde: ${failed#, }" >&2
    exit 1
fi
echo "Alles in orde."
