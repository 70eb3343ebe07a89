"""A panchromatic image in the forms: simulation, training and prediction through the toolbox."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from support import ROOT

pytest.importorskip("torch")
pytest.importorskip("safetensors")
sys.path.insert(0, str(ROOT / "tests" / "models"))


@pytest.fixture(scope="module")
def gaofen(processing, tmp_path_factory) -> dict:
    """Outputs of Load sample data with a panchromatic sensor."""
    folder = str(tmp_path_factory.mktemp("gaofen"))
    return processing.run(
        "stfusion:sampledata", {"KIND": "panchromatic", "ROWS": 96, "COLS": 96, "RATIO": 8, "FOLDER": folder}
    )


def pair(found: dict, output: Path) -> dict:
    keys = ("FINE_1", "COARSE_1", "PAN_1", "COARSE_TARGET")
    return {**{key: found[key] for key in keys}, "OUTPUT": str(output)}


def test_trains_and_predicts_through_the_toolbox(processing, gaofen, tmp_path) -> None:
    import rasterio

    weights = str(tmp_path / "net.safetensors")
    folder = {f"{key}_FOLDER": gaofen["FOLDER"] for key in ("FINE", "COARSE", "PAN")}
    names = {f"{key}_PATTERN": f"sample_{key.lower()}_*" for key in ("FINE", "COARSE", "PAN")}
    quick = {"EPOCHS": 1, "SAMPLES": 8, "BATCH": 4, "PATCH": 32, "OPTIONS": "WIDTH=8"}
    values = {"NETWORK": "diffstsf", **folder, **names, **quick, "WEIGHTS": weights}
    done = processing.run("stfusion:train", values)
    assert done["EPOCHS_DONE"] == 1
    predicted = {**pair(gaofen, tmp_path / "out.tif"), "WEIGHTS": weights, "STEPS": 2}
    output = processing.run("stfusion:diffstsf", predicted)["OUTPUT"]
    with rasterio.open(output) as file, rasterio.open(gaofen["PAN_1"]) as pan, rasterio.open(gaofen["FINE_1"]) as fine:
        assert file.count == fine.count == 4 and pan.count == 1
        assert file.transform == pan.transform and file.shape == pan.shape == (96, 96) and fine.shape == (24, 24)
        assert file.tags()["STFUSION_METHOD"] == "DiffSTSF" and "Panchromatic image 1" in file.tags()["STFUSION_INPUTS"]


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"PAN_1": None}, "Panchromatic image 1 is missing"),
        ({"PAN_1": "{FINE_1}"}, "has 4 bands, but a panchromatic image has one"),
        ({"FINE_2": "{FINE_2}", "COARSE_2": "{COARSE_2}"}, "Panchromatic image 2 is missing"),
        ({"WIDTH": 12}, "must be a multiple of 8"),
        ({}, "choose weights, which Train network creates, or add a second pair"),
        ({"FINE_2": "{FINE_2}", "COARSE_2": "{COARSE_2}", "PAN_2": "{PAN_2}"}, ""),
    ],
    ids=str,
)
def test_bad_input_gives_one_sentence(provider, gaofen, tmp_path, change, sentence) -> None:
    from qgis.core import QgsProcessingContext

    given = {key: value.format(**gaofen) if isinstance(value, str) else value for key, value in change.items()}
    values = {**pair(gaofen, tmp_path / "o.tif"), **given}
    ok, text = provider.algorithm("diffstsf").create().checkParameterValues(values, QgsProcessingContext())
    assert (ok, text) == (True, "") if not sentence else (not ok and sentence in text), text


def test_training_without_panchromatic_images_is_refused(provider, gaofen, tmp_path) -> None:
    from qgis.core import QgsProcessingContext

    values = {
        "NETWORK": "diffstsf", "FINE_FOLDER": gaofen["FOLDER"], "COARSE_FOLDER": gaofen["FOLDER"],
        "WEIGHTS": str(tmp_path / "n.safetensors"),
    }  # fmt: skip
    ok, text = provider.algorithm("train").create().checkParameterValues(values, QgsProcessingContext())
    assert not ok and "There are no panchromatic images" in text


def test_what_runs_any_method_leaves_it_out(provider) -> None:
    """Series and comparisons have no inputs for panchromatic images."""
    for name, key in (("fuseseries", "METHOD"), ("compare", "METHODS")):
        assert "diffstsf" not in provider.algorithm(name).parameterDefinition(key).options()


def test_kinds_of_scenes_are_chosen_by_number_too(processing, tmp_path) -> None:
    """As `qgis_process help` proposes; Processing would silently use the default."""
    found = processing.run(
        "stfusion:sampledata", {"KIND": 1, "CHANGE": "3", "ROWS": 96, "COLS": 96, "RATIO": 8, "FOLDER": str(tmp_path)}
    )
    assert Path(found["PAN_1"]).is_file()


def test_words_are_read_in_one_way() -> None:
    sources = ROOT / "algorithms"
    readers = [path.name for path in sources.rglob("*.py") if "parameterAsEnum" in path.read_text(encoding="utf-8")]
    assert readers == ["reading.py"]
