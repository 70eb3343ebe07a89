#!/usr/bin/env bash
# Makes the screenshots of the tutorial in a real QGIS window under Xvfb, and writes them to resources/help/pictures in few
# colours, because they are included in the plugin package. Requirements are those of the window tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/env.sh

# Visible in the pictures, so it has a readable name.
work=/tmp/images
mkdir "$work"
xvfb=
manager=
finish() {
    [[ -n $manager ]] && kill "$manager"
    [[ -n $xvfb ]] && kill "$xvfb"
    rm -rf "$work"
}
trap finish EXIT

"$PYTHON" scripts/tutorial_data.py "$work"
mkdir -p "$work/pictures" "$work/config/profiles/default/QGIS"
printf '[PythonPlugins]\nstfusion=true\nprocessing=true\n[qgis]\ncheckVersion=false\n[locale]\nuserLocale=en\noverrideFlag=true\n' \
    >"$work/config/profiles/default/QGIS/QGIS3.ini"

Xvfb -displayfd 5 -screen 0 1280x800x24 -nolisten tcp 5>"$work/display" 2>/dev/null &
xvfb=$!
for _ in {1..50}; do
    [[ -s $work/display ]] && break
    sleep 0.2
done
DISPLAY=:$(cat "$work/display")
export DISPLAY
openbox 2>/dev/null &
manager=$!

STFUSION_GUI=$("$PYTHON" -c 'import json, sys; w = sys.argv[1]; print(json.dumps({"pictures": f"{w}/pictures", "work": w}))' "$work")
export STFUSION_GUI QT_QPA_PLATFORM=xcb QGIS_CUSTOM_CONFIG_PATH=$work/config
export PYTHONPATH=$ROOT/tests/gui
timeout 300 "$(command -v qgis.bin || command -v qgis)" --nologo --noversioncheck --code scripts/tutorial_window.py >"$work/qgis.log" 2>&1 ||
    { tail -n 20 "$work/qgis.log" >&2; exit 1; }

for picture in "$work"/pictures/*.png; do
    "$PYTHON" scripts/shrink.py "$picture" "resources/help/pictures/tutorial-$(basename "$picture")"
done
