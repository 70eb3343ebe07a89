# shellcheck shell=bash
# Sourced after scripts/setup.sh: a separate QGIS profile for this repository. Nothing outside of build/ is read or
# written, so that the user's profile and other plugins are not used.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
BUILD=$ROOT/build
PYTHON=$ROOT/.venv/bin/python

# Debian 12's qgis_process is a wrapper that passes an option unknown to its program, so that every command fails.
QGIS_PROCESS=$(command -v qgis_process.bin || command -v qgis_process)
export QGIS_PROCESS

# No display is needed; without this setting qgis_process crashes if there is none.
export QT_QPA_PLATFORM=offscreen
# One language and UTF-8 everywhere, also in a bare container; tests read messages.
export LC_ALL=C.UTF-8

export XDG_RUNTIME_DIR=$BUILD/runtime
mkdir -p "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"

export QGIS_CUSTOM_CONFIG_PATH=$BUILD/profile
_settings=$QGIS_CUSTOM_CONFIG_PATH/profiles/default/QGIS/QGIS3.ini
if ! grep -qsx 'stfusion=true' "$_settings"; then
    mkdir -p "${_settings%/*}"
    printf '[PythonPlugins]\nstfusion=true\nprocessing=true\n\n[qgis]\ncheckVersion=false\n' >"$_settings"
fi

# QGIS uses the folder name as the plugin's id, and a clone may have any name.
export QGIS_PLUGINPATH=$BUILD/plugins
mkdir -p "$QGIS_PLUGINPATH"
ln -sfn "$ROOT" "$QGIS_PLUGINPATH/stfusion"

# QGIS runs on the system's Python and does not see .venv. The plugin appends this folder, so that its
# packages never shadow those of QGIS.
STFUSION_PACKAGES=$("$PYTHON" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
export STFUSION_PACKAGES
export STFUSION_CACHE=$BUILD/kernels

# QGIS 3.22 reports deprecations within PyQt at every start.
export PYTHONWARNINGS=ignore
