#!/bin/sh
# Prepares this folder: a virtual environment with the pinned requirements, and the npm packages.
# What is there and unchanged is left alone. With --dev also what tests and checks need.
set -eu
cd "$(dirname "$0")/.."

NEED_MB=1500
LOG=.local/setup.log

fail() {
    echo "$*" >&2
    exit 1
}

# The Python of the system first: distributions of Linux build it with all optimisations and pyenv does not, which makes a
# page up to a fifth slower. PYTHON3 names another. One that cannot make an environment is chosen last, so that the
# reason can be told.
find_python() {
    [ "$(uname)" = Linux ] && system=/usr/bin/python3 || system=python3
    for needed in ensurepip sys; do
        for name in "${PYTHON3:-$system}" python3 python3.14 python3.13 python3.12 python3.11; do
            if "$name" -c "import $needed, sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then
                echo "$name"
                return
            fi
        done
    done
    fail "Python 3.11 of hoger is nodig. Installeer het van https://www.python.org/ en probeer het opnieuw."
}

# Runs a command with its output in the log; when it fails, prints the sentence and the last error in the log.
quietly() {
    sentence=$1
    shift
    "$@" >>"$LOG" 2>&1 </dev/null || fail "$sentence Kijk in $LOG: $(grep -i error "$LOG" | tail -n 1)"
}

refuse_full_disk() {
    free_mb=$(df -Pk . | awk 'NR == 2 { print int($4 / 1024) }')
    [ "$free_mb" -ge "$NEED_MB" ] || fail "De schijf is te vol: er is $NEED_MB MB nodig en er is nog $free_mb MB vrij."
}

# An environment that works is never replaced: it may be in use, and hold more than we put in it.
make_environment() {
    if .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        return
    fi
    python=$(find_python)
    echo "Een virtuele omgeving maken in .venv …"
    rm -rf .venv
    quietly "Python kan geen virtuele omgeving maken. Installeer het pakket python3-venv en probeer het opnieuw." \
        "$python" -m venv .venv
}

# A copy of the list beside what was installed from it tells whether anything changed since.
install_requirements() {
    if cmp -s "$1" ".venv/installed-$1" && cmp -s requirements.txt .venv/installed-requirements.txt; then
        return
    fi
    refuse_full_disk
    echo "Python-pakketten installeren …"
    quietly "De Python-pakketten konden niet geïnstalleerd worden." \
        .venv/bin/python -m pip install --disable-pip-version-check --no-input -r "$1"
    cp requirements.txt .venv/installed-requirements.txt
    cp "$1" ".venv/installed-$1"
}

install_npm_packages() {
    if cmp -s package-lock.json node_modules/.installed-lock.json; then
        return
    fi
    major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null) ||
        fail "Node.js 20 of hoger is nodig. Installeer het van https://nodejs.org/ en probeer het opnieuw."
    [ "$major" -ge 20 ] || fail "Node.js 20 of hoger is nodig; hier staat versie $major. Zie https://nodejs.org/"
    command -v npm >/dev/null || fail "npm ontbreekt. Het hoort bij Node.js: zie https://nodejs.org/"
    echo "npm-pakketten installeren …"
    quietly "De npm-pakketten konden niet geïnstalleerd worden." npm ci --ignore-scripts --no-audit --no-fund
    cp package-lock.json node_modules/.installed-lock.json
}

(mkdir -p .local && : >"$LOG") 2>/dev/null || fail "De map $(pwd) is niet te schrijven voor $(id -un)."
make_environment
case "${1:-}" in
    --dev) install_requirements requirements-dev.txt ;;
    *) install_requirements requirements.txt ;;
esac
install_npm_packages
