#!/usr/bin/env bash
# Sets up and measures speed and memory; arguments are passed to tests/bench/run.py.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh test
source scripts/env.sh
exec "$PYTHON" tests/bench/run.py "$@"
