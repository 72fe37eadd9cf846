#!/bin/sh
# Writes the pinned requirement files from pyproject.toml: exact versions with hashes, no addresses.
# Usage: tools/lock.sh        needs uv; run it after changing a dependency
set -eu
cd "$(dirname "$0")/.."
options="--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet --upgrade"
build="setuptools>=77"
printf '%s\n' "$build" | uv pip compile $options --extra serve pyproject.toml - --output-file requirements.txt
printf '%s\n' "$build" | uv pip compile $options --extra serve --extra test --extra lint pyproject.toml - --output-file requirements-test.txt
