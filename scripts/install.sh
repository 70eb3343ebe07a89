#!/usr/bin/env bash
# Sets up and puts the plugin into a QGIS profile of the user, enabled and with its packages.
#     QGIS_PROFILE=<folder or name>   another profile than `default`
#     COPY=1                          copy the contents of `make package` instead of linking this folder
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh demo
exec .venv/bin/python scripts/install.py "${QGIS_PROFILE:-default}" "${COPY:-0}"
