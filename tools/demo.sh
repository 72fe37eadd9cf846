#!/bin/sh
# The main job on the founding articles: sets up, builds graphs/, checks it, answers the stored questions.
set -eu
cd "$(dirname "$0")/.."
tools/setup.sh
kg=.venv/bin/kg
$kg build seeds --out graphs
for question in who-met-whom planned disagreements shared-quotes; do
    echo
    $kg query "$question" --graph graphs
done
echo
$kg query --graph graphs
echo
echo "Open graphs/explorer.html in a browser, or run: .venv/bin/kg view"
