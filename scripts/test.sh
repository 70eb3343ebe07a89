#!/usr/bin/env bash
# Sets up and runs every tier of tests; arguments go to pytest.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh test
source scripts/env.sh
# pytest takes its own view of warnings.
unset PYTHONWARNINGS
exec "$PYTHON" -m pytest "$@"
