#!/usr/bin/env bash
# Sets up and runs all tests; arguments are passed to pytest.
#     WORKERS=<number>   number of parallel test processes; by default the number of cores, at most four
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh test
source scripts/env.sh
# pytest configures warnings itself.
unset PYTHONWARNINGS
# nproc respects OMP_NUM_THREADS.
WORKERS=${WORKERS:-$(env -u OMP_NUM_THREADS nproc)}
((WORKERS <= 4)) || WORKERS=4
# Parallel processes that each use all cores slow each other down; a test that needs threads requests them.
((WORKERS == 1)) || export OMP_NUM_THREADS=1
# All tests of a file run in one process, so that shared fixtures are created once; tests/conftest.py sets the order.
exec "$PYTHON" -m pytest --numprocesses "$WORKERS" --dist loadfile --no-loadscope-reorder "$@"
