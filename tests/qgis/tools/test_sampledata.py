"""Load sample data: all written files are loaded, and the steps of the tutorial predict dates instead of copying them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

rasterio = pytest.importorskip("rasterio")

SMALL = {"ROWS": 96, "COLS": 80, "RATIO": 8}


def files(folder: Path) -> set[str]:
    """Rasters in a folder; QGIS writes statistics (.aux.xml) beside rasters that it shows."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.tif")}


def read(path) -> np.ndarray:
    with rasterio.open(path) as file:
        return file.read().astype(float)


def loaded(processing, folder: Path, **values) -> dict:
    from qgis.core import QgsProject

    project = QgsProject.instance()
    project.clear()
    processing.runAndLoadResults("stfusion:sampledata", {**SMALL, "FOLDER": str(folder), **values})
    found = {layer.name(): Path(layer.source()) for layer in project.mapLayers().values()}
    project.clear()
    return found


@pytest.mark.parametrize("kind", ["pairs", "series", "panchromatic", "fields"])
def test_the_folder_holds_what_is_loaded_and_no_more(processing, tmp_path, kind) -> None:
    layers = loaded(processing, tmp_path, KIND=kind)
    assert files(tmp_path) == {path.relative_to(tmp_path).as_posix() for path in layers.values()}


def test_the_default_is_two_pairs_and_a_target_without_a_fine_image(processing, tmp_path) -> None:
    loaded(processing, tmp_path)
    assert files(tmp_path) == {
        "sample_fine_20240504.tif", "sample_coarse_20240504.tif", "sample_coarse_20240621.tif", "sample_truth_20240621.tif",
        "sample_fine_20240808.tif", "sample_coarse_20240808.tif",
    }  # fmt: skip


def test_the_default_scene_has_no_flood(provider) -> None:
    algorithm = provider.algorithm("sampledata")
    assert algorithm.parameterDefinition("CHANGE").defaultValue() != "flood"


def test_truths_are_marked_as_no_input(processing, tmp_path) -> None:
    from qgis.core import QgsProject

    from stfusion.algorithms.forms.prefill import ROLE, candidates

    project = QgsProject.instance()
    project.clear()
    processing.runAndLoadResults("stfusion:sampledata", {**SMALL, "FOLDER": str(tmp_path)})
    roles = {layer.name(): layer.customProperty(ROLE, "") for layer in project.mapLayers().values()}
    assert [name for name, role in roles.items() if role] == ["Truth 2024-06-21"]
    assert len(candidates(project)) == 5
    project.clear()


def test_the_steps_of_the_tutorial_predict_five_dates_and_copy_none(processing, tmp_path) -> None:
    """Sample data of the type series, Fuse series on its two folders, and an assessment of the date with a truth."""
    sample = processing.run("stfusion:sampledata", {**SMALL, "KIND": "series", "FOLDER": str(tmp_path / "sample")})
    folders = {key: sample[key] for key in ("FINE_FOLDER", "COARSE_FOLDER")}
    assert [Path(folder).name for folder in folders.values()] == ["fine", "coarse"]
    values = {**folders, "METHOD": "estarfm", "OPTIONS": "WINDOW=17", "FOLDER": str(tmp_path / "series")}
    series = processing.run("stfusion:fuseseries", values)
    assert (series["COUNT"], series["PREDICTED"], series["OBSERVED_COUNT"]) == (7, 5, 2)
    assert (series["REUSED"], series["FAILED"]) == (0, 0)

    held = {entry["date"]: entry for entry in json.loads(Path(series["MANIFEST"]).read_text())["dates"]}
    fine = {path.name: read(path) for path in Path(sample["FINE_FOLDER"]).iterdir()}
    assert len(held) == 7 and len(fine) == 2
    for path in map(Path, series["LAYERS"]):
        observed = any((read(path) == image).all() for image in fine.values())
        day = f"{path.stem[-8:-4]}-{path.stem[-4:-2]}-{path.stem[-2:]}"
        assert observed == (day in ("2024-05-04", "2024-08-08")) == held[day]["observed"], day

    truth, (predicted,) = read(sample["TRUTH"]), [path for path in series["LAYERS"] if "20240621" in path]
    error = np.sqrt(np.square(read(predicted) - truth).mean())
    nearest = min(np.sqrt(np.square(image - truth).mean()) for image in fine.values())
    assert error < 0.6 * nearest

    again = processing.run("stfusion:fuseseries", values)
    assert (again["PREDICTED"], again["OBSERVED_COUNT"], again["REUSED"], again["FAILED"]) == (0, 0, 7, 0)
