"""A real QGIS window under Xvfb: dialogs opened, buttons pressed, layers in the map, pictures kept in build/screenshots."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from support import ROOT, missing, shared_folder

import scenes

pytestmark = pytest.mark.alone

PICTURES = ROOT / "build" / "screenshots"

# Real scenes run in the dialog; the others differ only in size.
REAL = ("gwydir_flood", "kranj", "peru_landsat", "slovenia_s2", "yanco_lst", "ndvi_2015")
# Fine pixels: small and fast, because only the window is tested; tests/qgis/test_real_scenes.py uses the default.
WINDOW = 9


@pytest.fixture(scope="module")
def findings(display, tmp_path_factory) -> dict:
    """Findings reported by the driven window."""
    program = shutil.which("qgis.bin") or shutil.which("qgis")
    if program is None:
        missing("QGIS with its window")
    work = tmp_path_factory.mktemp("gui")
    config = work / "config"
    profile = config / "profiles" / "default" / "QGIS"
    profile.mkdir(parents=True)
    (profile / "QGIS3.ini").write_text(
        "[PythonPlugins]\nstfusion=true\nprocessing=true\n[qgis]\ncheckVersion=false\n[locale]\nuserLocale=en\n"
        "overrideFlag=true\n",
        encoding="utf-8",
    )
    (work / "plugins").mkdir()
    (work / "plugins" / "stfusion").symlink_to(ROOT)
    (work / "runtime").mkdir(mode=0o700)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        if old.name != "environment.png":  # of tests/qgis, which may run in parallel
            old.unlink()
    answers = work / "findings.json"
    orders = {"pictures": str(PICTURES), "work": str(work), "findings": str(answers), "real": _real_orders(work)}
    orders["series"] = _series_order()
    site = next((ROOT / ".venv").glob("lib/python*/site-packages"), None)
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "XDG_RUNTIME_DIR": str(work / "runtime"),
        "QGIS_CUSTOM_CONFIG_PATH": str(config),
        "QGIS_PLUGINPATH": str(work / "plugins"),
        "PYTHONWARNINGS": "ignore",
        "LC_ALL": "C.UTF-8",
        "STFUSION_GUI": json.dumps(orders),
        **({"STFUSION_PACKAGES": str(site)} if site else {}),
    }
    with (work / "qgis.log").open("w") as log:
        window = subprocess.Popen(
            [program, "--nologo", "--noversioncheck", "--code", str(Path(__file__).with_name("drive.py"))],
            env=environment, stdout=log, stderr=log, cwd=work,
        )  # fmt: skip
        try:
            window.wait(600)
        except subprocess.TimeoutExpired:
            pytest.fail(f"the window did not finish: {(work / 'qgis.log').read_text()[-3000:]}")
        finally:
            window.kill()
            window.wait()
    assert answers.exists(), (work / "qgis.log").read_text()[-3000:]
    found = json.loads(answers.read_text(encoding="utf-8"))
    assert "error" not in found, found["error"]
    found["work"] = str(work)
    return found


def _real_orders(work: Path) -> dict:
    data = shared_folder("data")
    if not data.is_dir():
        missing("the real imagery")
    orders = {}
    for name in REAL:
        inputs = scenes.CASES[name].inputs(data)
        orders[name] = {
            "FINE_1": inputs.fine[0].source,
            "COARSE_1": inputs.coarse[0].source,
            "COARSE_TARGET": inputs.target.source,
            "WINDOW": WINDOW,
            "OUTPUT": str(work / f"{name}.tif"),
            **({"MASK_1": inputs.fine[0].mask} if inputs.fine[0].mask else {}),
        }
    return orders


def _series_order() -> dict:
    """An autumn of NDVI from Landsat and MODIS, with clouds, in one folder."""
    folder = str(shared_folder("data") / "ndvi_2015")
    return {
        "FINE_FOLDER": folder, "FINE_PATTERN": "fine_*_ndvi_*.tif", "FINE_MASK_PATTERN": "*_mask_*.tif",
        "COARSE_FOLDER": folder, "COARSE_PATTERN": "coarse_*.tif", "DATES": "coarse", "START": "2015-09-01", "METHOD": "starfm",
        "OPTIONS": f"WINDOW={WINDOW}",
    }  # fmt: skip


def test_sample_data_comes_dated_into_the_map(findings) -> None:
    assert findings["sample"]["ok"]
    layers = findings["sample layers"]
    assert set(layers) == {
        "Fine 2024-05-04", "Coarse 2024-05-04", "Coarse 2024-06-21", "Fine 2024-08-08", "Coarse 2024-08-08", "Truth 2024-06-21",
    }  # fmt: skip
    for name, facts in layers.items():
        assert facts["active"] and facts["begin"] == name[-10:]
        assert facts["renderer"] == "multibandcolor" and facts["bands"] == [3, 2, 1]


def test_forms_start_with_pairs_by_date_and_pixel_size(findings) -> None:
    two = {
        "FINE_1": "Fine 2024-05-04", "COARSE_1": "Coarse 2024-05-04",
        "FINE_2": "Fine 2024-08-08", "COARSE_2": "Coarse 2024-08-08", "COARSE_TARGET": "Coarse 2024-06-21",
    }  # fmt: skip
    for name in ("starfm", "estarfm"):
        found = findings[f"proposed {name}"]
        assert {key: found[key] for key in two} == two, "never the truth, and not the first layer in every field"
        assert not any(value for key, value in found.items() if key not in two), "no masks"
    found = findings["proposed fsdaf"]
    assert (found["FINE_1"], found["COARSE_TARGET"]) == ("Fine 2024-05-04", "Coarse 2024-06-21")


def test_result_is_named_styled_dated_and_has_a_history(findings) -> None:
    assert findings["starfm"]["ok"]
    layers = findings["result layers"]
    result, fine = layers["STARFM 2024-06-21"], layers["Fine 2024-05-04"]
    assert result["active"] and (result["begin"], result["end"]) == ("2024-06-21", "2024-06-22")
    for same in ("renderer", "bands", "stretch"):
        assert result[same] == fine[same]
    assert any("STARFM" in line and "sample_fine_20240504" in line for line in result["history"])
    (uncertainty,) = (
        facts for name, facts in layers.items() if name.startswith("STARFM 2024-06-21 uncertainty, green (")
    )
    assert uncertainty["renderer"] == "singlebandpseudocolor" and uncertainty["begin"] == "2024-06-21"


def test_assessment_comes_as_a_dated_error_map(findings) -> None:
    assert findings["assess"]["ok"] and findings["assess"]["silence"] < 1.5
    layer = findings["error layers"]["Error 2024-06-21, nir"]
    assert layer["renderer"] == "singlebandpseudocolor" and layer["active"] and layer["begin"] == "2024-06-21"
    assert Path(findings["assess"]["results"]["REPORT"]).stat().st_size > 100_000


def test_window_stays_alive_while_computing(findings) -> None:
    assert findings["starfm"]["silence"] < 1


def test_cancel_takes_effect_within_two_seconds_and_leaves_nothing(findings) -> None:
    assert findings["cancel"]["ended"] and findings["cancel"]["seconds"] < 2
    time.sleep(0.1)
    assert not list(Path(findings["work"]).glob("*cancelled*"))
    assert not list(Path(findings["work"]).glob(".*part*"))


def test_batch(findings) -> None:
    assert findings["batch"]["ended"]
    first, second = (Path(findings["work"]) / f"batch{number}.tif" for number in (1, 2))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("name", REAL)
def test_real_scene_through_the_dialog_is_the_same_as_by_the_core(findings, name, data_folder, tmp_path) -> None:
    import rasterio

    from stfusion.core.fusion.fuse import fuse
    from stfusion.core.run import Run
    from stfusion.core.scenes.inputs import open_scene
    from stfusion.models import methods

    assert findings[name]["ok"]
    method = methods()["starfm"]
    quiet = Run(log=lambda text, level: None)
    scene = open_scene(scenes.CASES[name].inputs(data_folder), quiet)
    fuse(method, scene, method.Options(window=WINDOW), tmp_path / "core.tif", quiet, device="cpu")
    scene.close()
    with rasterio.open(findings[name]["results"]["OUTPUT"]) as shown, rasterio.open(tmp_path / "core.tif") as wanted:
        assert (shown.read() == wanted.read()).all()


def test_a_series_comes_as_one_group_with_a_date_for_every_layer(findings) -> None:
    series = findings["series"]
    assert series["ok"]
    names = series["groups"]["STARFM series"]
    assert len(names) == 7 and names == sorted(names) and names[0].startswith("2015-09-14 ")
    spans = sorted((facts["begin"], facts["end"]) for name, facts in series["layers"].items() if name in names)
    assert all(first[1] == second[0] for first, second in zip(spans, spans[1:]))  # no frame is empty, none shows two
    assert spans[-1] == ("2015-12-19", "2016-01-04")


def test_play_shows_one_date_after_the_other(findings) -> None:
    shown = findings["series"]["shown"]
    assert shown[0] == "2015-09-14" and len(set(shown)) > 4
    first, later = (_map_part(PICTURES / f"series-{name}.png") for name in ("first", "later"))
    assert (first != later).mean() > 0.2


def _map_part(path: Path):
    """The middle of the screen as an array."""
    import numpy as np
    from matplotlib.image import imread

    return np.asarray(imread(path))[300:700, 500:1300, :3]


def test_pictures_were_taken(findings) -> None:
    for name in findings["steps"]:
        picture = PICTURES / f"{name}.png"
        assert picture.stat().st_size > 10_000, f"{name} is blank"


def test_networks_learn_and_predict_in_their_dialogs(findings) -> None:
    """The window stays responsive while a network is trained on the scene, and the layer is loaded."""
    assert findings["network"]["ok"] and findings["network"]["silence"] < 2
    assert "StfNet 2024-06-21" in findings["network layers"]
    assert findings["train"]["ok"] and findings["train"]["silence"] < 2
    assert findings["train"]["results"]["EPOCHS_DONE"] == "2"
    assert Path(findings["train"]["results"]["WEIGHTS"]).exists()
