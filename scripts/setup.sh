#!/usr/bin/env bash
# Installs what is missing for a goal, if anything:
#     scripts/setup.sh demo    run the plugin in QGIS
#     scripts/setup.sh test    run all tests and checks
#     scripts/setup.sh lint    run the checks of the source only
# QGIS, rasterio and scipy come from the distribution, because they must share one GDAL and one numpy; the rest goes into
# .venv, which leaves the system's Python unchanged.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The Python that QGIS embeds. A python3 of pyenv or conda may come first on PATH, and cannot import qgis.
readonly SYSTEM_PYTHON=/usr/bin/python3
readonly PYTHON=.venv/bin/python
readonly LOGS=build/logs

fail() {
    printf 'stfusion: %s\n' "$*" >&2
    exit 1
}

# Keep the output of a command in a log, and show it only if the command fails.
quietly() {
    local log=$LOGS/$1.log
    shift
    mkdir -p "$LOGS"
    if ! "$@" >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        fail "this failed: $* (the whole log is in $log)"
    fi
}

as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "system packages are missing: ${missing[*]}. Run this as root, install sudo, or have them installed."
    fi
}

install_system_packages() {
    command -v dpkg-query >/dev/null || fail "this set-up knows Debian and Ubuntu only; CONTRIBUTING.md lists what is needed elsewhere."
    local package
    missing=()
    for package in "$@"; do
        dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    ((${#missing[@]} == 0)) && return
    echo "Installing system packages (a few minutes, log in $LOGS/apt.log): ${missing[*]}"
    as_root true # asks for a password here, where it can be seen
    # One unreachable third-party source is not fatal; the next step reports packages that are really missing.
    as_root apt-get update -q >/dev/null 2>&1 || true
    # Another apt may be running on a machine that has just started.
    quietly apt as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 "${missing[@]}"
}

make_environment() {
    # Also after an interrupted run or a change of the system's Python: venv completes an existing folder.
    if ! "$PYTHON" -c 'import pip' 2>/dev/null; then
        echo "Making .venv"
        quietly venv "$SYSTEM_PYTHON" -m venv --system-site-packages .venv
    fi
    local found
    found=$("$PYTHON" -c 'import sys; print(sys.base_prefix)')
    if [[ $found != /usr ]] || ! grep -q 'include-system-site-packages = true' .venv/pyvenv.cfg; then
        fail "the folder .venv belongs to the Python in $found, or does not see the system's packages. Move it away and run this again."
    fi
}

install_python_packages() {
    local lines
    lines=$("$PYTHON" scripts/requirements.py missing "$@")
    [[ -z $lines ]] && return
    local wanted
    mapfile -t wanted <<<"$lines"
    echo "Installing Python packages into .venv (log in $LOGS/pip.log): ${wanted[*]}"
    mkdir -p build
    "$PYTHON" scripts/requirements.py constraints >build/constraints.txt
    quietly pip "$PYTHON" -m pip install --no-input --disable-pip-version-check --constraint build/constraints.txt "${wanted[@]}"
}

readonly RUN=(qgis python3-qgis qgis-providers python3-rasterio python3-scipy python3-matplotlib)
case ${1:-demo} in
    demo)
        packages=("${RUN[@]}")
        groups=(dependencies demo)
        ;;
    test)
        # The window tests need a display, a window manager, and tools for input and screenshots.
        packages=("${RUN[@]}" git xvfb openbox xdotool imagemagick)
        groups=(dependencies demo test lint)
        ;;
    lint)
        packages=(python3-numpy)
        groups=(lint)
        ;;
    *) fail "unknown goal '$1'; it is demo, test or lint." ;;
esac

install_system_packages python3-venv "${packages[@]}"
make_environment
install_python_packages "${groups[@]}"
