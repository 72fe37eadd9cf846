#!/bin/sh
# Makes .venv with the pinned packages of this project, once; later calls only check that it is there.
# Usage: tools/setup.sh [test]      "test" adds what the tests need
set -eu
cd "$(dirname "$0")/.."
lock=requirements.txt
if [ "${1:-}" = test ]; then lock=requirements-test.txt; fi

python=""
for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
    [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then python=$candidate; break; fi
done
if [ -z "$python" ]; then echo "kg needs Python 3.11 or newer; set PYTHON to name one" >&2; exit 1; fi

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    "$python" -m venv .venv || { echo "cannot make .venv: on Debian, install python3-venv" >&2; exit 1; }
fi
stamp=.venv/installed-$(cat "$lock" pyproject.toml | cksum | tr ' ' '-')
if [ ! -f "$stamp" ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
    rm -f .venv/installed-*
    : > "$stamp"
fi
