#!/usr/bin/env bash
# Sets up, simulates a landscape with a known truth, predicts it by Auto with qgis_process, and reports the accuracy.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh demo
source scripts/env.sh

OUT=build/demo
rm -rf "$OUT"
mkdir -p "$OUT"

# Show a command as a user would type it, keep its output, and print that only if it fails.
process() {
    local algorithm=$1
    shift
    echo "qgis_process run $algorithm -- $*"
    local log=$OUT/${algorithm#*:}.log
    if ! "$QGIS_PROCESS" run "$algorithm" -- "$@" >"$log" 2>&1; then
        cat "$log" >&2
        echo "This failed: $algorithm" >&2
        exit 1
    fi
}

process stfusion:sampledata FOLDER="$OUT" ROWS=240 COLS=240 RATIO=16 SEED=7 CHANGE=town

# Three dates in ascending order: the first and the last are the pairs, the middle one is predicted and has a truth.
fine=("$OUT"/sample_fine_*.tif)
coarse=("$OUT"/sample_coarse_*.tif)
process stfusion:auto FINE_1="${fine[0]}" COARSE_1="${coarse[0]}" FINE_2="${fine[1]}" COARSE_2="${coarse[2]}" \
    COARSE_TARGET="${coarse[1]}" OUTPUT="$OUT/auto.tif"

PYTHONPATH=$QGIS_PLUGINPATH "$PYTHON" scripts/demo.py "$OUT"
