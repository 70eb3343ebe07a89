"""The path of a new user, from the zip in an empty profile without numba to an animated series, in one scripted run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support import ROOT, missing

pytestmark = pytest.mark.alone

PICTURES = ROOT / "build" / "screenshots" / "stranger"


@pytest.fixture(scope="module")
def findings(display, tmp_path_factory) -> dict:
    """Findings reported by the driven window."""
    program = shutil.which("qgis.bin") or shutil.which("qgis")
    if program is None:
        missing("QGIS with its window")
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        missing("a git clone of the repository")
    work = tmp_path_factory.mktemp("stranger")
    profile = work / "config" / "profiles" / "default"
    plugins = profile / "python" / "plugins"
    plugins.mkdir(parents=True)
    made = [sys.executable, str(ROOT / "scripts" / "package.py"), "--output", str(work)]
    subprocess.run(made, check=True, capture_output=True)
    with zipfile.ZipFile(next(work.glob("*.zip"))) as archive:
        archive.extractall(plugins)
    (profile / "QGIS").mkdir()
    (profile / "QGIS" / "QGIS3.ini").write_text(
        "[PythonPlugins]\nstfusion=true\nprocessing=true\n[qgis]\ncheckVersion=false\n[locale]\nuserLocale=en\n"
        "overrideFlag=true\n",
        encoding="utf-8",
    )
    (work / "runtime").mkdir(mode=0o700)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    answers = work / "findings.json"
    orders = {"pictures": str(PICTURES), "work": str(work), "findings": str(answers)}
    kept = {key: value for key, value in os.environ.items() if key not in ("QGIS_PLUGINPATH", "PYTHONPATH")}
    environment = {
        **kept,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "XDG_RUNTIME_DIR": str(work / "runtime"),
        "QGIS_CUSTOM_CONFIG_PATH": str(work / "config"),
        "PYTHONPATH": str(Path(__file__).parent),
        "PYTHONWARNINGS": "ignore",
        "LC_ALL": "C.UTF-8",
        "STFUSION_GUI": json.dumps(orders),
        # Without packages and kernels of earlier runs.
        "STFUSION_PACKAGES": str(work / "packages"),
        "STFUSION_CACHE": str(work / "kernels"),
    }
    with (work / "qgis.log").open("w") as log:
        command = [program, "--nologo", "--noversioncheck", "--code", str(Path(__file__).with_name("stranger.py"))]
        window = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=work)
        try:
            window.wait(500)
        except subprocess.TimeoutExpired:
            pytest.fail(f"the window did not finish: {(work / 'qgis.log').read_text()[-3000:]}")
        finally:
            window.kill()
            window.wait()
    assert answers.exists(), (work / "qgis.log").read_text()[-3000:]
    found = json.loads(answers.read_text(encoding="utf-8"))
    assert "error" not in found, found["error"]
    (PICTURES / "findings.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    return found


def test_the_missing_package_is_offered_and_one_click_installs_it(findings) -> None:
    assert "numba" in findings["offer"] and "MB to download" in findings["offer"]
    assert "Successfully installed" in findings["installed"]


def test_toolbox_and_menu_lead_the_way(findings) -> None:
    assert findings["groups"] == [
        "1. Start here", "2. Classical methods", "3. Networks", "4. Prepare and assess", "5. Parcels and other data",
    ]  # fmt: skip
    assert findings["entries"][:4] == ["Getting started", "Which method?", "Load sample data", "Fuse series"]


def test_auto_runs_from_the_form_as_it_opens(findings) -> None:
    assert findings["auto"]


def test_the_assessment_begins_in_words(findings) -> None:
    assert "best simple guess" in findings["assess"]["results"]["VERDICT"]


def test_a_series_is_predicted_and_played(findings) -> None:
    results = findings["series"]["results"]
    assert (results["PREDICTED"], results["OBSERVED_COUNT"], results["FAILED"]) == ("5", "2", "0")
    names = findings["series layers"]
    assert len(names) == 7 and names == sorted(names)
    assert [name for name in names if name.endswith("observed")] == ["2024-05-04 observed", "2024-08-08 observed"]
    assert len(findings["shown"]) > 3 and findings["shown"] == sorted(findings["shown"])


def test_pictures_were_taken(findings) -> None:
    for name in findings["steps"]:
        assert (PICTURES / f"{name}.png").stat().st_size > 10_000, f"{name} is blank"
