#!/bin/sh
# Sets up and runs all tests. Arguments go to pytest: tools/test.sh -k dates
set -eu
cd "$(dirname "$0")/.."
tools/setup.sh test
exec .venv/bin/python -m pytest -n "${TEST_PROCESSES:-2}" "$@"
