#!/usr/bin/env bash
# Sets up and runs every tier of tests; arguments go to pytest.
#     WORKERS=<number>   processes that share the files of tests; else as many as there are cores, four at most
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh test
source scripts/env.sh
# pytest takes its own view of warnings.
unset PYTHONWARNINGS
# nproc believes OMP_NUM_THREADS.
WORKERS=${WORKERS:-$(env -u OMP_NUM_THREADS nproc)}
((WORKERS <= 4)) || WORKERS=4
# Processes that each compute on every core wait for each other; a test that wants threads asks for them.
((WORKERS == 1)) || export OMP_NUM_THREADS=1
# A file stays in one process, so that what its tests share is made once; the order is that of tests/conftest.py.
exec "$PYTHON" -m pytest --numprocesses "$WORKERS" --dist loadfile --no-loadscope-reorder "$@"
